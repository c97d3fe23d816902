import { daysBetween, type LocalDate } from '../../core/law';
import type { Words } from '../views';

/** How long there is until a deadline, in words and in a colour that says the same (`.q-due--<look>`). */
export interface DueBadge {
  text: string;
  look: 'overdue' | 'today' | 'soon' | 'calm' | 'hours' | 'last-hours';
}

const MINUTE = 60_000;
/** From here on the escalation of an urgent case has gone out. */
const LAST_HOURS = 8;
/** Overdue for longer than this is told in days. */
const TOLD_IN_HOURS = 72;

/** A deadline in days is told in whole days; one in hours (`dueAt`) by the hour, and at the end by the minute. */
export function dueBadge(
  { dueOn, dueAt }: { dueOn: LocalDate; dueAt: Date | null },
  { today, now, t }: { today: LocalDate; now: Date; t: Words },
): DueBadge {
  const minutes = dueAt ? Math.floor((dueAt.getTime() - now.getTime()) / MINUTE) : null;
  if (minutes !== null && minutes > -TOLD_IN_HOURS * 60) return hoursBadge(minutes, t);
  const left = daysBetween(today, dueOn);
  if (left < 0) return { text: t('common:due.overdue', { count: -left }), look: 'overdue' };
  if (left === 0) return { text: t('common:due.today'), look: 'today' };
  if (left === 1) return { text: t('common:due.tomorrow'), look: 'soon' };
  return { text: t('common:due.in', { count: left }), look: left <= 3 ? 'soon' : 'calm' };
}

/** No more hours than are really left, and no fewer than have really passed. */
function hoursBadge(minutes: number, t: Words): DueBadge {
  const length = Math.max(1, Math.abs(minutes));
  const hours = Math.floor(length / 60);
  const say = (key: string): string =>
    t(`common:due.${hours > 0 ? 'hours' : 'minutes'}${key}`, { count: hours || length });
  if (minutes < 0) return { text: say('Over'), look: 'overdue' };
  return { text: say('Left'), look: minutes < LAST_HOURS * 60 ? 'last-hours' : 'hours' };
}
