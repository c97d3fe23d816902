import { addDays, type Calendar, daysBetween, type LocalDate, localDateOf, startOfLocalDay } from '../law';
import { isOfficeDay, nextDigestAt, nextOfficeMoment } from './hours';
import type { AlarmBasis } from './policy';
import type { Rung } from './rungs';

const MS = { hour: 3_600_000, minute: 60_000 } as const;

/** A clock as a rung counts from it. */
export interface Counted {
  trigger: LocalDate;
  dueOn: LocalDate;
  /** The last moment, of a term in hours. */
  dueAt: Date | null;
}

/** When a rung of a clock falls due by its own terms, whatever the hour: one in days with the beginning of its day. */
export function nominalOf({ unit, offset }: Rung, clock: Counted, calendar: Calendar): Date {
  if (unit === 'hour' || unit === 'minute') {
    const end = clock.dueAt ?? startOfLocalDay(addDays(clock.dueOn, 1));
    return new Date(end.getTime() + offset * MS[unit]);
  }
  if (unit === 'share') {
    const whole = daysBetween(clock.trigger, clock.dueOn);
    return startOfLocalDay(addDays(clock.trigger, Math.floor((whole * offset) / 100)));
  }
  return startOfLocalDay(unit === 'day' ? addDays(clock.dueOn, offset) : officeDaysFrom(clock.dueOn, offset, calendar));
}

/** The same of a rung that counts from a moment in which something came. */
export function nominalSince({ unit, offset }: Rung, at: Date): Date {
  if (unit === 'hour' || unit === 'minute') return new Date(at.getTime() + offset * MS[unit]);
  return startOfLocalDay(addDays(localDateOf(at), offset));
}

/** So many office days after a day or (below zero) before it; 0: the day itself, or the last office day before it. */
function officeDaysFrom(from: LocalDate, count: number, calendar: Calendar): LocalDate {
  const step = count > 0 ? 1 : -1;
  let left = Math.abs(count);
  let day = from;
  if (count <= 0) while (!isOfficeDay(day, calendar)) day = addDays(day, -1);
  while (left > 0) {
    day = addDays(day, step);
    if (isOfficeDay(day, calendar)) left -= 1;
  }
  return day;
}

/**
 * When a rung may speak. What is urgent, the last day and what is overdue cannot wait, nor can silence, of which a right
 * hangs. An escalation waits for working hours; everything else waits for the morning's digest. None waits so long that the
 * due day would be over.
 */
export function speaksAt(
  { unit, track }: Rung,
  nominal: Date,
  dueOn: LocalDate | null,
  { policy: { hours }, calendar }: AlarmBasis,
): Date {
  if (unit === 'hour' || unit === 'minute' || track === 'urgent' || track === 'silence') return nominal;
  if (dueOn !== null && localDateOf(nominal) >= dueOn) return nominal;
  const wait = track === 'escalation' ? nextOfficeMoment : nextDigestAt;
  const at = wait(nominal, hours, calendar);
  return dueOn !== null && localDateOf(at) > dueOn ? nominal : at;
}
