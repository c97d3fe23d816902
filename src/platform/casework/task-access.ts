import { type CaseOf, may } from '../sign-in';
import type { SignedIn } from '../web/request';
import type { TaskRow, TasksOf } from '../../records';

type TaskPeople = Pick<TaskRow, 'directorateId' | 'assigneeId'>;

/** Those whom a task concerns by the official's own place, and by the places of those for whom they stand in. */
function placesOf({ id, directorateId, heads = [], standsInFor = [] }: SignedIn): {
  directorateIds: string[];
  officialIds: string[];
} {
  const all = [{ id, directorateId, heads }, ...standsInFor];
  return {
    directorateIds: all.flatMap((one) => [...(one.directorateId ? [one.directorateId] : []), ...(one.heads ?? [])]),
    officialIds: all.map((one) => one.id),
  };
}

/** Whether a task is this official's to answer: of the own directorate, or given to them. */
export function isOfTask(official: SignedIn, { directorateId, assigneeId }: TaskPeople): boolean {
  if (!may(official, 'tasks')) return false;
  const { directorateIds, officialIds } = placesOf(official);
  return directorateIds.includes(directorateId) || (assigneeId !== null && officialIds.includes(assigneeId));
}

/** Whoever may ask for documents of the case may also write down an answer that came on paper. */
export const mayAnswerTask = (official: SignedIn, task: TaskPeople, row: CaseOf): boolean =>
  isOfTask(official, task) || may(official, 'case.task', row);

/** The directorate sees its task without seeing the case; whoever reads the case sees its tasks. */
export const mayReadTask = (official: SignedIn, task: TaskPeople, row: CaseOf): boolean =>
  isOfTask(official, task) || may(official, 'case.read', row);

/** Whose tasks the list shows: all of them to whoever reads all cases, else those of the own directorate. */
export function tasksOf(official: SignedIn): TasksOf {
  const { institutionId } = official;
  const nobodys = { institutionId, assigneeId: null, directorateId: null };
  return may(official, 'case.read', nobodys) ? { institutionId } : { institutionId, people: placesOf(official) };
}
