import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type BackPlanSettings, type CaseClock, type CaseFile, taskDue } from '../../core/casefile';
import { CaseRow, TaskRow } from '../entities';
import { NO_DUE_DAY } from '../projection';
import { change, insertAll, type Tx } from '../transactions';

/** A request for documents with the case that it is about. */
export interface TaskOfCase {
  task: TaskRow;
  row: CaseRow;
}

/** Whose open tasks a list shows: of whole directorates, and of people wherever they sit; without both, all of them. */
export interface TasksOf {
  institutionId: string;
  people?: { directorateIds: readonly string[]; officialIds: readonly string[] };
}

/** Where a task stands in the list. */
export type TaskPlace = Pick<TaskRow, 'dueOn' | 'id'>;

/**
 * What directorates were asked for. Every change of one is a move of its case, which `CaseBook.act` holds locked; it also
 * makes these rows follow what the events say (`followTasks`).
 */
@Injectable()
export class Tasks {
  async add(tx: Tx, rows: readonly TaskRow[]): Promise<void> {
    await insertAll(tx, TaskRow, [...rows]);
  }

  /** What came back, beside the event that says so. */
  async settle(
    tx: Tx,
    id: string,
    settled: Pick<TaskRow, 'settledBy' | 'settledAt'> & Partial<Pick<TaskRow, 'answer' | 'answerFileIds'>>,
  ): Promise<void> {
    await change(tx, TaskRow, { id }, settled);
  }

  /** All of a case, the first one first. */
  ofCase(tx: Tx, caseId: string): Promise<TaskRow[]> {
    return tx.find(TaskRow, { where: { caseId }, order: { askedAt: 'ASC', id: 'ASC' } });
  }

  /** Null when there is none in this institution. */
  async byId(tx: Tx, institutionId: string, id: string): Promise<TaskOfCase | null> {
    const task = await tx.findOneBy(TaskRow, { id, institutionId });
    const row = task && (await tx.findOneBy(CaseRow, { id: task.caseId, institutionId }));
    return task && row ? { task, row } : null;
  }

  /** A page of open tasks, what is due first; `after` is the last one of the page before. */
  async open(
    tx: Tx,
    { institutionId, people }: TasksOf,
    limit: number,
    after: TaskPlace | null,
  ): Promise<TaskOfCase[]> {
    const query = tx
      .createQueryBuilder(TaskRow, 't')
      .where("t.institutionId = :institutionId AND t.state = 'open'", { institutionId })
      .orderBy('t.dueOn', 'ASC')
      .addOrderBy('t.id', 'ASC')
      .limit(limit);
    if (people) {
      // An empty list is no list in SQL: nobody has this id.
      const [directorateIds, officialIds] = [people.directorateIds, people.officialIds].map((ids) => ['', ...ids]);
      query.andWhere('(t.directorateId IN (:...directorateIds) OR t.assigneeId IN (:...officialIds))', {
        directorateIds,
        officialIds,
      });
    }
    if (after) {
      const place = { dueOn: after.dueOn, id: after.id };
      query.andWhere('(t.dueOn > :dueOn OR (t.dueOn = :dueOn AND t.id > :id))', place);
    }
    const tasks = await query.getMany();
    if (tasks.length === 0) return [];
    const rows = await tx.findBy(CaseRow, { id: In([...new Set(tasks.map((one) => one.caseId))]) });
    return tasks.flatMap((task) => {
      const row = rows.find((one) => one.id === task.caseId);
      return row ? [{ task, row }] : [];
    });
  }
}

/** Ids of the open tasks of some cases. */
export async function openTaskIds(tx: Tx, caseIds: readonly string[]): Promise<string[]> {
  if (caseIds.length === 0) return [];
  const where = { caseId: In([...caseIds]), state: 'open' as const };
  return (await tx.find(TaskRow, { select: { id: true }, where })).map(({ id }) => id);
}

/** Makes the rows of a case's tasks say what its file says: who has them, how they stand, until when. */
export async function followTasks(
  tx: Tx,
  caseId: string,
  file: CaseFile,
  clock: CaseClock,
  settings: BackPlanSettings,
): Promise<void> {
  if (file.tasks.length === 0) return;
  const rows = await tx.find(TaskRow, {
    select: { id: true, state: true, assigneeId: true, dueOn: true },
    where: { caseId },
  });
  for (const row of rows) {
    const task = file.tasks.find((one) => one.id === row.id);
    if (!task) continue;
    const { state, assigneeId } = task;
    const dueOn = state === 'open' ? (taskDue(task, clock, settings)?.dueOn ?? NO_DUE_DAY) : row.dueOn;
    if (row.state === state && row.assigneeId === assigneeId && row.dueOn === dueOn) continue;
    await change(tx, TaskRow, { id: row.id }, { state, assigneeId, dueOn });
  }
}
