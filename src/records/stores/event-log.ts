import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor, CaseEvent } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { ChainHead, EventRow } from '../entities';
import { insertAll, rowLock, type Tx } from '../transactions';
import { type Recorded, writeDeliveries } from './deliveries';

/** What happens to no case: an official added, a setting changed, a register imported. Ids and codes only, no names. */
export interface HouseEvent {
  type: string;
  occurredOn: LocalDate;
  [field: string]: unknown;
}

export interface NewEvent {
  caseId: string | null;
  actor: Actor;
  event: CaseEvent | HouseEvent;
}

/** A recorded event, as the timeline shows it. */
export interface RecordedEvent {
  seq: number;
  recordedAt: Date;
  actor: Actor;
  event: CaseEvent;
}

export interface RecordedHouseEvent {
  recordedAt: Date;
  /** Null where no official did it. */
  actorId: string | null;
  event: HouseEvent;
}

const GENESIS = '0'.repeat(64);

/** Written in one go. */
const AT_ONCE = 200;

/** The SHA-256 that chains a row to the one before it, over everything that the row says. */
export function hashOf(row: Omit<EventRow, 'hash'>): string {
  const said = [
    row.institutionId,
    row.seq,
    row.caseId,
    row.type,
    row.occurredOn,
    row.recordedAt.toISOString(),
    row.actorKind,
    row.actorId,
    row.data,
    row.previousHash,
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** A row as the event that it records. */
export const toEvent = (row: Pick<EventRow, 'type' | 'occurredOn' | 'data'>): CaseEvent =>
  ({
    type: row.type,
    occurredOn: row.occurredOn,
    ...(JSON.parse(row.data) as object),
  }) as CaseEvent;

const toActor = (row: EventRow): Actor =>
  row.actorKind === 'official' ? { kind: 'official', id: row.actorId ?? '' } : { kind: row.actorKind };

@Injectable()
export class EventLog {
  /**
   * Appends in order, and writes what another system is to be told of it. Takes the institution's chain for the rest of the
   * transaction: append last, and once.
   */
  async append(tx: Tx, institutionId: string, recordedAt: Date, entries: readonly NewEvent[]): Promise<void> {
    if (entries.length === 0) return;
    let { seq, hash } = await this.hold(tx, institutionId);
    const recorded: Recorded[] = [];
    for (let i = 0; i < entries.length; i += AT_ONCE) {
      const page = entries.slice(i, i + AT_ONCE).map(({ caseId, actor, event }): Recorded => {
        const { type, occurredOn, ...data } = event;
        seq += 1;
        const row = {
          institutionId,
          seq,
          caseId,
          type,
          occurredOn,
          recordedAt,
          actorKind: actor.kind,
          actorId: actor.kind === 'official' ? actor.id : null,
          data: JSON.stringify(data),
          previousHash: hash,
        };
        hash = hashOf(row);
        return { row: { ...row, hash }, event };
      });
      // Between the pages others get their turn: a change of the calendar has thousands of events.
      await insertAll(
        tx,
        EventRow,
        page.map(({ row }) => row),
      );
      recorded.push(...page);
    }
    await tx.update(ChainHead, { institutionId }, { seq, hash });
    await writeDeliveries(tx, institutionId, recorded);
  }

  /**
   * Takes an institution's chain for the rest of the transaction. Whoever writes into several takes them in the order of
   * their institutions' ids, so that two never wait for each other.
   */
  async hold(tx: Tx, institutionId: string): Promise<ChainHead> {
    const where = { institutionId };
    const head = await tx.findOne(ChainHead, { where, ...rowLock(tx) });
    if (head) return head;
    const first = { institutionId, seq: 0, hash: GENESIS };
    await tx.createQueryBuilder().insert().into(ChainHead).values(first).orIgnore().execute();
    return tx.findOneOrFail(ChainHead, { where, ...rowLock(tx) });
  }

  /** A case's history, oldest first. */
  async ofCase(tx: Tx, caseId: string): Promise<RecordedEvent[]> {
    const rows = await tx.find(EventRow, { where: { caseId }, order: { seq: 'ASC' } });
    return rows.map((row) => ({ seq: row.seq, recordedAt: row.recordedAt, actor: toActor(row), event: toEvent(row) }));
  }

  /** What happened in the house itself, of one type, oldest first. */
  async ofHouse(tx: Tx, institutionId: string, type: string): Promise<RecordedHouseEvent[]> {
    const rows = await tx.find(EventRow, { where: { institutionId, caseId: IsNull(), type }, order: { seq: 'ASC' } });
    return rows.map(({ recordedAt, actorId, occurredOn, data }) => ({
      recordedAt,
      actorId,
      event: { type, occurredOn, ...(JSON.parse(data) as object) },
    }));
  }

  /**
   * Walks an institution's chain from its first row. Returns the number of rows, and the first row that does not fit:
   * changed, missing, out of order, or cut off at the end.
   */
  async verify(tx: Tx, institutionId: string): Promise<{ rows: number; brokenAt: number | null }> {
    let previous = GENESIS;
    let seq = 0;
    for (;;) {
      const page = await tx
        .createQueryBuilder(EventRow, 'e')
        .where('e.institutionId = :institutionId AND e.seq > :seq', { institutionId, seq })
        .orderBy('e.seq', 'ASC')
        .limit(1000)
        .getMany();
      for (const row of page) {
        if (row.seq !== seq + 1 || row.previousHash !== previous || row.hash !== hashOf(row)) {
          return { rows: seq, brokenAt: seq + 1 };
        }
        seq = row.seq;
        previous = row.hash;
      }
      if (page.length === 0) break;
    }
    const head = await tx.findOneBy(ChainHead, { institutionId });
    const whole = head ? head.seq === seq && head.hash === previous : seq === 0;
    return { rows: seq, brokenAt: whole ? null : seq + 1 };
  }
}
