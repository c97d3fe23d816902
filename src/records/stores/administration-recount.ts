import { Injectable } from '@nestjs/common';
import { type Actor, type CaseEvent, type CaseFile, type ClockBasis, clockVersion, replay } from '../../core/casefile';
import { type LocalDate, localDateOf } from '../../core/law';
import { CaseRow, type ClockBasisRow, EventRow, type Institution } from '../entities';
import { rowLock, type Tx } from '../transactions';
import { Bases } from './bases';
import { EventLog, type NewEvent, toEvent } from './event-log';
import { type CountedRow, MOVED, movedCase, type MovedCase, type Recount } from './moved-case';
import { backPlanSettings } from '../back-plan-settings';
import { casesAsking, passAsked } from './notices';
import { followConsultations } from './consultations';
import { followTasks } from './tasks';
import { writeMoved } from './write-moved';

/** Cases read and derived at once: enough to be quick, few enough that a page which waits for this process does not notice. */
const BATCH = 100;

const COLUMNS = [
  'id',
  'reference',
  'subject',
  'kind',
  'answerLanguage',
  'assigneeId',
  'directorateId',
  ...MOVED,
] as const satisfies readonly (keyof CountedRow)[];
const READ = new Set<string>(COLUMNS);

/** These say nothing about dates. */
const SILENT = [
  'alarmed',
  'alarm-acknowledged',
  'noted',
  'files-added',
  'message-failed',
  'inspected',
  'applicant-seen',
  'linked',
  'unlinked',
];

/** Who changes the basis of an institution, when and why; `also` may add events of its own, told how many cases moved. */
export interface Replacing {
  why: Recount['why'];
  actor: Actor;
  now: Date;
  /** The first day that the two bases tell apart, where they differ in nothing else: cases that end before it stay. */
  from?: LocalDate | null;
  also?: (moved: readonly MovedCase[]) => NewEvent[];
  told?: Told;
}

/** How many of the open cases were looked at. */
export type Told = (done: number, total: number) => void;

/** Derives the dates of open cases anew. Closed cases keep what they were judged by. */
@Injectable()
export class DueDays {
  constructor(
    private readonly bases: Bases,
    private readonly log: EventLog,
  ) {}

  /**
   * The open cases of the institution whose dates differ under another basis, page by page. In a transaction they are
   * held locked; `each` is called once a page.
   */
  async compare(
    tx: Tx,
    institutionId: string,
    recount: Recount & { from?: LocalDate | null; told?: Told },
    each: (moved: MovedCase[]) => Promise<void> | void,
  ): Promise<void> {
    const ids = await this.openIds(tx, institutionId, recount.from ?? null);
    for (let i = 0; i < ids.length; i += BATCH) {
      const page = ids.slice(i, i + BATCH);
      // Held before their history is read: a move of that moment is not written over.
      const rows = await this.openRows(tx, page);
      const files = await this.files(tx, page);
      const moved = rows.flatMap((row) => {
        const file = files.get(row.id);
        return (file && movedCase(row, file, recount)) ?? [];
      });
      if (moved.length > 0) await each(moved);
      recount.told?.(Math.min(i + BATCH, ids.length), ids.length);
    }
  }

  /**
   * Another basis for an institution that the caller holds locked: open cases are counted by it from now on, and each one
   * whose deadline moves gets an event. Returns the institution as it is now, and what moved.
   */
  async replaceBasis(
    tx: Tx,
    institution: Institution,
    row: ClockBasisRow,
    { why, actor, now, from = null, also = () => [], told = () => undefined }: Replacing,
  ): Promise<{ institution: Institution; moved: MovedCase[] }> {
    const present: ClockBasis = await this.bases.of(tx, institution);
    const changed = await this.bases.replace(tx, institution, row);
    const other = await this.bases.of(tx, changed);
    const moved: MovedCase[] = [];
    const recount = { present, other, why, today: localDateOf(now), from, told };
    await this.compare(tx, institution.id, recount, async (page) => {
      await writeMoved(tx, page);
      const settings = backPlanSettings(changed.settings);
      for (const { row, recounted, after } of page) {
        await followTasks(tx, row.id, recounted, after.clock, settings);
        await followConsultations(tx, row.id, recounted, after.clock, settings);
      }
      const asking = await casesAsking(
        tx,
        page.map((one) => one.row.id),
      );
      for (const { row, after } of page.filter((one) => asking.has(one.row.id))) {
        const running = [after.clock, ...(after.complaintClock ? [after.complaintClock] : [])];
        await passAsked(tx, row.id, running.map(clockVersion));
      }
      moved.push(...page.filter(({ events }) => events.length > 0));
    });
    // Decided cases with a complaint under way stay judged by what they were judged by.
    await tx
      .createQueryBuilder()
      .update(CaseRow)
      .set({
        basisId: row.id,
        calendarVersion: () => 'CASE WHEN calendar_version IS NULL THEN NULL ELSE :version END',
      })
      .where('institutionId = :id AND isOpen = :open AND outcome IS NULL AND basisId <> :basis', {
        id: institution.id,
        open: true,
        basis: row.id,
      })
      .setParameter('version', other.calendar.version)
      .execute();
    const entries = moved.flatMap((one) => one.events.map((event) => ({ caseId: one.row.id, actor, event })));
    await this.log.append(tx, institution.id, now, [...entries, ...also(moved)]);
    return { institution: changed, moved };
  }

  /** Whether more cases than this are open in the institution: then counting them anew takes a while. */
  async moreOpenThan(tx: Tx, institutionId: string, count: number): Promise<boolean> {
    const query = tx.createQueryBuilder(CaseRow, 'c').select('c.id', 'id');
    query.where('c.institutionId = :id AND c.isOpen = :open', { id: institutionId, open: true });
    return (await query.limit(count + 1).getRawMany()).length > count;
  }

  /** One look at all of them, in the order of their ids: paging through the table would look at it once a page. */
  private async openIds(tx: Tx, institutionId: string, from: LocalDate | null): Promise<string[]> {
    const query = tx
      .createQueryBuilder(CaseRow, 'c')
      .select('c.id', 'id')
      .where('c.institutionId = :id AND c.isOpen = :open', { id: institutionId, open: true });
    if (from) query.andWhere('(c.dueOn >= :from OR c.decisionDueOn >= :from OR c.firstDueOn >= :from)', { from });
    return (await query.getRawMany<{ id: string }>()).map(({ id }) => id).sort();
  }

  /** Plain rows: TypeORM's own way from row to entity takes longer than counting the case anew. */
  private async openRows(tx: Tx, ids: readonly string[]): Promise<CountedRow[]> {
    const query = tx
      .createQueryBuilder(CaseRow, 'c')
      .select([])
      .where('c.id IN (:...ids) AND c.isOpen = :open', { ids: [...ids], open: true })
      .orderBy('c.id', 'ASC');
    for (const name of COLUMNS) query.addSelect(`c.${name}`, name);
    if (tx.queryRunner?.isTransactionActive && rowLock(tx).lock) query.setLock('pessimistic_write');
    const { driver } = tx.connection;
    const columns = tx.connection.getMetadata(CaseRow).columns.filter(({ propertyName }) => READ.has(propertyName));
    const hydrated = (row: Record<string, unknown>): CountedRow =>
      Object.fromEntries(
        columns.map((column) => [column.propertyName, driver.prepareHydratedValue(row[column.propertyName], column)]),
      ) as unknown as CountedRow;
    return (await query.getRawMany<Record<string, unknown>>()).map(hydrated);
  }

  /** The cases as their events tell them; one whose history makes no case is missing. */
  private async files(tx: Tx, caseIds: readonly string[]): Promise<Map<string, CaseFile>> {
    const rows = await tx
      .createQueryBuilder(EventRow, 'e')
      .select('e.caseId', 'caseId')
      .addSelect('e.type', 'type')
      .addSelect('e.occurredOn', 'occurredOn')
      .addSelect('e.data', 'data')
      .where('e.caseId IN (:...caseIds) AND e.type NOT IN (:...silent)', { caseIds: [...caseIds], silent: SILENT })
      .orderBy('e.seq', 'ASC')
      .getRawMany<Pick<EventRow, 'type' | 'occurredOn' | 'data'> & { caseId: string }>();
    const histories = new Map<string, CaseEvent[]>();
    for (const row of rows) {
      const known = histories.get(row.caseId);
      if (known) known.push(toEvent(row));
      else histories.set(row.caseId, [toEvent(row)]);
    }
    const files = new Map<string, CaseFile>();
    for (const [id, history] of histories) if (history[0]?.type === 'registered') files.set(id, replay(history));
    return files;
  }
}
