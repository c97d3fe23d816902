import { type LocalDate, localDateOf, type PassportDay } from '../law';
import { backPlan, type BackPlanSettings, NOT_ITS_TIME, workingDaysBefore } from './back-plan';
import type { CaseClock } from './clock';
import type { Task } from './task';

/** Until when a directorate answers. Never stored as such: it moves with the clock of the case. */
export interface TaskDue {
  dueOn: LocalDate;
  /** Only in a case whose term runs in hours. */
  dueAt: Date | null;
}

/**
 * The day on which a directorate answers. Unless the official named one, the directorate has its share of the days that were
 * left when it was asked (rounded down; a rest day gives way to the working day before it), not beyond the day of the draft,
 * and at least until the next working day: the municipality needs the rest of its time for itself. Never after the due day
 * of the case, except in a case that was overdue when the directorate was asked. In a term of hours it has its share of the
 * hours. Null while the clock stands still or waits for its calendar, unless a day was named.
 */
export function taskDue(
  task: Pick<Task, 'askedOn' | 'askedAt' | 'by'>,
  clock: CaseClock,
  settings: BackPlanSettings,
): TaskDue | null {
  if (clock.state !== 'running') return task.by === null ? null : { dueOn: task.by, dueAt: null };
  if (task.by !== null) {
    const wins = clock.dueOn >= task.askedOn && clock.dueOn < task.by;
    return { dueOn: wins ? clock.dueOn : task.by, dueAt: null };
  }
  if (clock.dueAt !== null) return inHours(task.askedAt, clock.dueAt, settings);
  const { days } = clock.passport;
  const ahead = days.filter(({ day, reason }) => day > task.askedOn && !NOT_ITS_TIME.includes(reason));
  const earliest = firstWorking(ahead) ?? (clock.dueOn > task.askedOn ? clock.dueOn : task.askedOn);
  const shared = ahead[Math.floor((ahead.length * settings.directorateShare) / 100) - 1]?.day ?? earliest;
  const planned = ahead.length === 0 ? earliest : workingDaysBefore(shared, 0, earliest, days);
  const draftOn = backPlan(clock, settings)?.draftOn ?? clock.dueOn;
  const latest = draftOn > earliest ? draftOn : earliest;
  return { dueOn: planned < latest ? planned : latest, dueAt: null };
}

const firstWorking = (days: readonly PassportDay[]): LocalDate | undefined => days.find(({ rest }) => !rest)?.day;

const MINUTE = 60_000;

function inHours(askedAt: Date, dueAt: Date, { directorateShare }: BackPlanSettings): TaskDue {
  const left = Math.max(0, dueAt.getTime() - askedAt.getTime());
  const at = new Date(Math.floor((askedAt.getTime() + (left * directorateShare) / 100) / MINUTE) * MINUTE);
  return { dueOn: localDateOf(at), dueAt: at };
}
