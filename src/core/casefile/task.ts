import { type LocalDate, localDateOf, type PassportDay } from '../law';
import { backPlan, type BackPlanSettings, NOT_ITS_TIME, workingDaysBefore } from './back-plan';
import type { CaseClock } from './clock';
import type { TaskEvent } from './task-events';

/** `over`: the case was decided while the directorate was still awaited. */
export type TaskState = 'open' | 'answered' | 'refused' | 'withdrawn' | 'over';

/** A request for documents to one directorate. A case may have several at once. */
export interface Task {
  id: string;
  directorateId: string;
  /** Who has it in the directorate; null: its head. */
  assigneeId: string | null;
  askedOn: LocalDate;
  askedAt: Date;
  /** The day that the official named; null: planned back from the deadline. */
  by: LocalDate | null;
  state: TaskState;
  settledOn: LocalDate | null;
}

/** Until when a directorate answers. Never stored as such: it moves with the clock of the case. */
export interface TaskDue {
  dueOn: LocalDate;
  /** Only in a case whose term runs in hours. */
  dueAt: Date | null;
}

const SETTLED = { 'task-answered': 'answered', 'task-refused': 'refused', 'task-withdrawn': 'withdrawn' } as const;

/** The tasks of a case after one more event. */
export function applyTask(tasks: readonly Task[], event: TaskEvent): Task[] {
  if (event.type === 'task-asked') {
    const { taskId: id, directorateId, by, occurredOn: askedOn } = event;
    const askedAt = new Date(event.askedAt);
    return [...tasks, { id, directorateId, assigneeId: null, askedOn, askedAt, by, state: 'open', settledOn: null }];
  }
  const change: Partial<Task> =
    event.type === 'task-given'
      ? { assigneeId: event.assigneeId }
      : { state: SETTLED[event.type], settledOn: event.occurredOn };
  return tasks.map((one) => (one.id === event.taskId ? { ...one, ...change } : one));
}

/** Nobody waits for documents of a case that is decided. */
export const tasksOver = (tasks: Task[], settledOn: LocalDate): Task[] =>
  tasks.some(isOpenTask) ? tasks.map((one) => (isOpenTask(one) ? { ...one, state: 'over', settledOn } : one)) : tasks;

export const isOpenTask = ({ state }: Pick<Task, 'state'>): boolean => state === 'open';

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
