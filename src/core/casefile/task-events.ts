import type { LocalDate } from '../law';
import type { Happened, Paper } from './happened';

/** A directorate was asked for documents of a case. What it was asked stands in the task's row, not in the log. */
export interface TaskAsked extends Happened {
  type: 'task-asked';
  taskId: string;
  directorateId: string;
  /** The day that the official named; null: planned back from the deadline, and moving with it. */
  by: LocalDate | null;
  /** Instant in ISO 8601 UTC: a term in hours is divided from it. */
  askedAt: string;
  /** The task that it repeats, when the same directorate is asked again. */
  again?: string;
  papers?: Paper[];
}
/** Somebody of the directorate has it now. */
export interface TaskGiven extends Happened {
  type: 'task-given';
  taskId: string;
  directorateId: string;
  assigneeId: string | null;
}
export interface TaskAnswered extends Happened {
  type: 'task-answered';
  taskId: string;
  directorateId: string;
  papers?: Paper[];
}
/** The directorate has no such document, or may not give it; its reason stands in the task's row. */
export interface TaskRefused extends Happened {
  type: 'task-refused';
  taskId: string;
  directorateId: string;
  papers?: Paper[];
}
/** Whoever asked no longer needs it. */
export interface TaskWithdrawn extends Happened {
  type: 'task-withdrawn';
  taskId: string;
  directorateId: string;
}

/** What happens to the requests for documents that go to directorates. */
export type TaskEvent = TaskAsked | TaskGiven | TaskAnswered | TaskRefused | TaskWithdrawn;
