import { type CaseFile, isOpenTask, runsInHours, type Task, taskDue } from '../casefile';
import { addDays, type LocalDate, localDateOf, startOfLocalDay } from '../law';
import { nominalOf } from './moments';
import type { AlarmClocks } from './policy';
import { type Rung, rung } from './rungs';

const PEOPLE = ['assignee', 'directorate-head'] as const;
const remind = (offset: number, unit: Rung['unit'], to: Rung['to'] = PEOPLE): Rung =>
  rung({ track: 'reminder', clock: 'directorate', from: 'due', offset, unit, to });

/** Of a case in hours: two hours before the directorate answers, at that hour, and once it has passed; then the officer hears too. */
const IN_HOURS: readonly Rung[] = [
  remind(-2, 'hour'),
  remind(0, 'hour'),
  remind(1, 'minute', [...PEOPLE, 'responsible-officer']),
];

/** A rung of one task, with its own version: another day plans it anew. */
export interface TaskRung {
  rung: Rung;
  nominal: Date;
  version: string;
}

/** What the version of an alarm about a task begins with. */
export const TASK_VERSION = 'task:';

/** The task that an alarm is about, by the version that it hangs on; null for every other alarm. */
export const taskOfVersion = (version: string): string | null => /^task:([^:]+):/.exec(version)?.[1] ?? null;

/**
 * The rungs of the open tasks of a case: those that the institution set for the directorate's answer, each counted from the
 * task's own day. What lies before the request itself has been said by the request.
 */
export function rungsOfTasks(file: CaseFile, clocks: AlarmClocks, ladder: readonly Rung[]): TaskRung[] {
  const chosen = runsInHours(file) ? IN_HOURS : ladder.filter((one) => one.clock === 'directorate');
  return file.tasks.filter(isOpenTask).flatMap((task) => rungsOfTask(task, clocks, chosen));
}

function rungsOfTask(task: Task, clocks: AlarmClocks, ladder: readonly Rung[]): TaskRung[] {
  const due = taskDue(task, clocks.clock, clocks.backPlan);
  if (due === null) return [];
  const { id, directorateId, assigneeId, askedOn, askedAt } = task;
  const version = `${TASK_VERSION}${id}:${due.dueAt?.toISOString() ?? due.dueOn}`;
  const since = due.dueAt === null ? startOfLocalDay(addDays(askedOn, 1)) : askedAt;
  return ladder
    .map((one) => ({
      rung: { ...one, task: { id, directorateId, assigneeId } },
      nominal: nominalOf(one, { trigger: askedOn, ...due }, clocks.calendar),
      version,
    }))
    .filter(({ nominal }) => nominal >= since);
}

/** The local day of a task's end, as its alarm names it. */
export function taskDayOfVersion(version: string): LocalDate | null {
  const [, day, rest] = /^task:[^:]+:(\d{4}-\d\d-\d\d)(T.*)?$/.exec(version) ?? [];
  if (day === undefined) return null;
  return rest === undefined ? (day as LocalDate) : localDateOf(new Date(day + rest));
}
