import { randomUUID } from 'node:crypto';
import { whoIsTold } from '../../core/alarms';
import { apply, askTask, type Task, taskDue } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import {
  type AlarmCases,
  backPlanSettings,
  type LoadedCase,
  type NewMessage,
  NO_DUE_DAY,
  noStaff,
  type Papers,
  type StaffRows,
  type TaskRow,
  type Tasks,
  type Tx,
} from '../../records';
import type { Prepare } from './case-work';
import type { OfferedFile } from './uploads';

/** What asking needs beside the case. */
export interface AskingTools {
  tasks: Tasks;
  papers: Papers;
  alarmCases: AlarmCases;
  reader: Tx;
}

export interface Asking {
  directorateIds: readonly string[];
  /** Which documents are looked for. */
  text: string;
  by: LocalDate | null;
  files: readonly OfferedFile[];
  /** The task that is repeated. */
  again?: string;
}

/** One request to each directorate: rows, events, and a mail to whoever answers for the directorate today. */
export const askDirectorates =
  ({ tasks, papers, alarmCases, reader }: AskingTools, { directorateIds, text, by, files, again }: Asking): Prepare =>
  async (loaded, { official, now, today }) => {
    const { row } = loaded;
    let file = loaded.file;
    const asked = directorateIds.map((directorateId) => {
      const event = askTask(file, loaded.clock, { taskId: randomUUID(), directorateId, by, again }, now, today);
      file = apply(file, event);
      return event;
    });
    const staff = (await alarmCases.staffOf(reader, [row.institutionId], today)).get(row.institutionId);
    return async (tx) => {
      const kept = await papers.addFiles(
        tx,
        files.map(({ name, mediaType, size, sha256 }) => ({
          ...{ name, mediaType, size, sha256, institutionId: row.institutionId, caseId: row.id, submissionId: null },
          ...{ role: 'task' as const, released: false, createdAt: now },
        })),
      );
      const given = kept.length > 0 ? { papers: kept.map(({ id, sha256 }) => ({ fileId: id, sha256 })) } : {};
      const rows = asked.map(({ taskId, directorateId }): TaskRow => ({
        ...{ id: taskId, institutionId: row.institutionId, caseId: row.id, directorateId, assigneeId: null },
        ...{ state: 'open', text, answer: null, fileIds: kept.map(({ id }) => id), answerFileIds: [] },
        ...{ askedBy: official.id, askedAt: now, dueOn: NO_DUE_DAY, settledBy: null, settledAt: null },
      }));
      await tasks.add(tx, rows);
      const messages = file.tasks
        .filter(({ id }) => asked.some((one) => one.taskId === id))
        .flatMap((task) => taskMessages('task-asked', { ...loaded, file }, task, staff ?? noStaff(today), { text }));
      return { events: asked.map((event) => ({ ...event, ...given })), messages };
    };
  };

/** What whoever answers for a directorate is told of a task: the head, or the one who has it, or who stands in for them. */
export function taskMessages(
  kind: 'task-asked' | 'task-withdrawn',
  { row, file, clock, institution }: LoadedCase,
  { id, directorateId, assigneeId, ...task }: Task,
  staff: StaffRows,
  more: { text?: string } = {},
): NewMessage[] {
  const told = whoIsTold(
    { to: ['assignee', 'directorate-head'], task: { id, directorateId, assigneeId } },
    file,
    staff,
  );
  const due = taskDue(task, clock, backPlanSettings(institution.settings));
  return staff.officials
    .filter((one) => told.ids.includes(one.id))
    .map((to) => ({
      institutionId: row.institutionId,
      caseId: row.id,
      kind,
      recipient: to.email,
      language: to.language,
      official: { id: to.id },
      facts: {
        ...taskFacts({ row }, { id, directorateId }, staff),
        taskDueOn: due?.dueOn ?? null,
        taskDueAt: due?.dueAt?.toISOString() ?? null,
        ...more,
      },
    }));
}

/** What every message about a task says of it. */
export function taskFacts(
  { row }: Pick<LoadedCase, 'row'>,
  { id, directorateId }: Pick<Task, 'id' | 'directorateId'>,
  { directorates }: Pick<StaffRows, 'directorates'>,
): Record<string, unknown> {
  const directorate = directorates.find((one) => one.id === directorateId);
  return {
    taskId: id,
    reference: row.reference,
    subject: row.subject,
    caseKind: row.kind,
    directorate: directorate && {
      nameSq: directorate.nameSq,
      nameSr: directorate.nameSr,
      nameEn: directorate.nameEn,
    },
  };
}
