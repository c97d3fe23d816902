import type { LocalDate } from '../law';
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
