import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  type Actor,
  apply,
  type CaseEvent,
  type CaseFile,
  type ClockBasis,
  isClosed,
  type Recounted,
  replay,
} from '../../core/casefile';
import { type LocalDate, localDateOf } from '../../core/law';
import { CaseRow, type ClockBasisRow, EventRow, type Institution } from '../entities';
import { derive, NO_DUE_DAY } from '../projection';
import { rowLock, type Tx } from '../transactions';
import { Bases } from './bases';
import { EventLog, toEvent } from './event-log';

/** Cases read and derived at once: enough to be quick, few enough to hold in memory. */
const BATCH = 500;

/** The columns that another basis can move. */
export const MOVED = [
  'firstDueOn',
  'dueOn',
  'decisionDueOn',
  'dueAt',
  'statuteVersion',
  'calendarVersion',
  'pausedSince',
  'pausedDays',
  'silentSince',
  'nextRungAt',
] as const;
type Moved = Pick<CaseRow, (typeof MOVED)[number]>;

/** An open case whose dates another basis moves. */
export interface MovedCase {
  row: Pick<CaseRow, 'id' | 'reference' | 'subject' | 'assigneeId' | 'directorateId'> & Moved;
  file: CaseFile;
  event: Recounted;
  next: Moved;
}

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
    present: ClockBasis,
    other: ClockBasis,
    { why, today }: { why: Recounted['why']; today: LocalDate },
    each: (moved: MovedCase[]) => Promise<void> | void,
  ): Promise<void> {
    for (let after = ''; ;) {
      const query = tx
        .createQueryBuilder(CaseRow, 'c')
        .select(
          ['id', 'reference', 'subject', 'assigneeId', 'directorateId', 'basisId', ...MOVED].map((name) => `c.${name}`),
        )
        .where('c.institutionId = :id AND c.isOpen = :open AND c.id > :after', { id: institutionId, open: true, after })
        .orderBy('c.id', 'ASC')
        .limit(BATCH);
      // Held before its history is read: a move of that moment is not written over.
      if (tx.queryRunner?.isTransactionActive && rowLock(tx).lock) query.setLock('pessimistic_write');
      const rows = await query.getMany();
      const last = rows.at(-1);
      if (!last) return;
      after = last.id;
      const histories = await this.histories(
        tx,
        rows.map((row) => row.id),
      );
      const moved = rows.flatMap((row) => {
        const file = replay(histories.get(row.id) ?? []);
        // Decided, with a complaint under way: the decision stays judged as it was, the complaint moves.
        const before = derive(file, present).row;
        const counted = (of: CaseFile): CaseRow => derive(of, isClosed(of) ? present : other, other).row as CaseRow;
        const after_ = counted(file);
        if (before.dueOn === after_.dueOn && before.firstDueOn === after_.firstDueOn) return [];
        const event: Recounted = {
          type: 'recounted',
          occurredOn: today,
          why,
          basisId: other.id,
          from: dayOrNone(before.dueOn),
          to: dayOrNone(after_.dueOn),
        };
        const recounted = counted(apply(file, event));
        const next = Object.fromEntries(MOVED.map((column) => [column, recounted[column]])) as unknown as Moved;
        return [{ row, file, event, next }];
      });
      if (moved.length > 0) await each(moved);
    }
  }

  /**
   * Another basis for an institution that the caller holds locked: open cases are counted by it from now on, and each one
   * whose dates move gets an event. Returns the institution as it is now, and what moved.
   */
  async replaceBasis(
    tx: Tx,
    institution: Institution,
    row: ClockBasisRow,
    by: { why: Recounted['why']; actor: Actor; now: Date },
  ): Promise<{ institution: Institution; moved: MovedCase[] }> {
    const present = await this.bases.of(tx, institution);
    const changed = await this.bases.replace(tx, institution, row);
    const next = await this.bases.of(tx, changed);
    const moved: MovedCase[] = [];
    await this.compare(tx, institution.id, present, next, { why: by.why, today: localDateOf(by.now) }, async (page) => {
      for (const one of page) {
        const version = (): string => 'version + 1';
        await tx.update(CaseRow, { id: one.row.id }, { ...one.next, version });
      }
      moved.push(...page);
    });
    // Decided cases with a complaint under way stay judged by what they were judged by.
    await tx
      .createQueryBuilder()
      .update(CaseRow)
      .set({ basisId: row.id })
      .where('institutionId = :id AND isOpen = :open AND outcome IS NULL', { id: institution.id, open: true })
      .execute();
    const entries = moved.map((one) => ({ caseId: one.row.id, actor: by.actor, event: one.event }));
    await this.log.append(tx, institution.id, by.now, entries);
    return { institution: changed, moved };
  }

  private async histories(tx: Tx, caseIds: string[]): Promise<Map<string, CaseEvent[]>> {
    const events = await tx.find(EventRow, { where: { caseId: In(caseIds) }, order: { seq: 'ASC' } });
    const byCase = new Map<string, CaseEvent[]>();
    for (const event of events) {
      const known = byCase.get(event.caseId ?? '');
      if (known) known.push(toEvent(event));
      else byCase.set(event.caseId ?? '', [toEvent(event)]);
    }
    return byCase;
  }
}

const dayOrNone = (day: LocalDate): LocalDate | null => (day === NO_DUE_DAY ? null : day);
