import type { LocalDate } from '../law';
import { type CaseFile, isClosed } from './case-file';
import { type CaseClock, isOverdue } from './clock';
import { NotAllowed } from './not-allowed';
import { isOpenTask, type Task } from './task';
import type { TaskAnswered, TaskAsked, TaskGiven, TaskRefused, TaskWithdrawn } from './task-events';

/** More requests than this in one case nobody can follow. */
export const MOST_TASKS = 40;

/** Who is asked, and until when, where the official names a day. */
export interface TaskDraft {
  taskId: string;
  directorateId: string;
  by: LocalDate | null;
  /** An earlier task of the same directorate that this one repeats. */
  again?: string | undefined;
}

/**
 * Asks a directorate for documents. One open request for each directorate: a second one would make two people look for one
 * document. A day that is named lies within the time of the case.
 */
export function askTask(file: CaseFile, clock: CaseClock, draft: TaskDraft, now: Date, today: LocalDate): TaskAsked {
  if (isClosed(file)) throw new NotAllowed('case.closed');
  if (file.tasks.length >= MOST_TASKS) throw new NotAllowed('task.too-many');
  const { taskId, directorateId, by, again } = draft;
  if (file.tasks.some((one) => isOpenTask(one) && one.directorateId === directorateId)) {
    throw new NotAllowed('task.already-asked');
  }
  if (by !== null && by < today) throw new NotAllowed('task.past');
  const late = by !== null && clock.state === 'running' && !isOverdue(clock, today) && by > clock.dueOn;
  if (late) throw new NotAllowed('task.after-deadline');
  if (again !== undefined && !file.tasks.some((one) => one.id === again && !isOpenTask(one))) {
    throw new NotAllowed('task.unknown');
  }
  return {
    type: 'task-asked',
    occurredOn: today,
    taskId,
    directorateId,
    by,
    askedAt: now.toISOString(),
    ...(again === undefined ? {} : { again }),
  };
}

/** Somebody of the directorate takes it, or is given it; null gives it back to the head. */
export function giveTask(file: CaseFile, taskId: string, assigneeId: string | null, today: LocalDate): TaskGiven {
  const task = openTask(file, taskId);
  if (task.assigneeId === assigneeId) throw new NotAllowed('task.same');
  return { type: 'task-given', occurredOn: today, taskId, directorateId: task.directorateId, assigneeId };
}

export function answerTask(file: CaseFile, taskId: string, today: LocalDate): TaskAnswered {
  const { directorateId } = openTask(file, taskId);
  return { type: 'task-answered', occurredOn: today, taskId, directorateId };
}

export function refuseTask(file: CaseFile, taskId: string, today: LocalDate): TaskRefused {
  const { directorateId } = openTask(file, taskId);
  return { type: 'task-refused', occurredOn: today, taskId, directorateId };
}

export function withdrawTask(file: CaseFile, taskId: string, today: LocalDate): TaskWithdrawn {
  const { directorateId } = openTask(file, taskId);
  return { type: 'task-withdrawn', occurredOn: today, taskId, directorateId };
}

function openTask(file: CaseFile, taskId: string): Task {
  if (isClosed(file)) throw new NotAllowed('case.closed');
  const task = file.tasks.find((one) => one.id === taskId);
  if (!task) throw new NotAllowed('task.unknown');
  if (!isOpenTask(task)) throw new NotAllowed('task.settled');
  return task;
}
