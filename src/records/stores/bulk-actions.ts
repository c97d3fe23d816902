import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { localDateOf } from '../../core/law';
import { BulkAction, BulkItem, CaseRow } from '../entities';
import { insertAll, type Tx } from '../transactions';
import { EventLog } from './event-log';

export type NewBulk = Pick<BulkAction, 'institutionId' | 'officialId' | 'act' | 'facts'>;

/** A case as the official saw it. */
export type Chosen = Pick<BulkItem, 'caseId' | 'version'>;

export interface BulkProgress {
  done: number;
  refused: number;
  waiting: number;
}

/** A case that was refused, and why. */
export type RefusedItem = Pick<CaseRow, 'id' | 'reference' | 'subject'> & { code: string };

/** Actions on many cases: what is to be done and what was. */
@Injectable()
export class BulkActions {
  constructor(private readonly log: EventLog) {}

  /** Keeps what is to be done, with the event `bulk.started`. */
  async begin(tx: Tx, bulk: NewBulk, chosen: readonly Chosen[], now: Date): Promise<string> {
    const id = randomUUID();
    await insertAll(tx, BulkAction, [{ id, ...bulk, total: chosen.length, createdAt: now, finishedAt: null }]);
    await insertAll(
      tx,
      BulkItem,
      chosen.map((one, position) => ({ bulkId: id, position, state: 'waiting' as const, code: null, ...one })),
    );
    await this.record(tx, bulk, now, { type: 'bulk.started', bulkId: id, act: bulk.act, total: chosen.length });
    return id;
  }

  byId(tx: Tx, id: string): Promise<BulkAction | null> {
    return tx.findOneBy(BulkAction, { id });
  }

  /** Those that are not finished, oldest first. */
  unfinished(tx: Tx, limit: number): Promise<BulkAction[]> {
    return tx.find(BulkAction, { where: { finishedAt: IsNull() }, order: { createdAt: 'ASC' }, take: limit });
  }

  /** An official's own, newest first. */
  latest(tx: Tx, officialId: string, limit: number): Promise<BulkAction[]> {
    return tx.find(BulkAction, { where: { officialId }, order: { createdAt: 'DESC', id: 'ASC' }, take: limit });
  }

  async progress(tx: Tx, bulkId: string): Promise<BulkProgress> {
    const rows = await tx
      .createQueryBuilder(BulkItem, 'i')
      .select('i.state', 'state')
      .addSelect('count(*)', 'count')
      .where('i.bulkId = :bulkId', { bulkId })
      .groupBy('i.state')
      .getRawMany<{ state: keyof BulkProgress; count: number | string }>();
    const counts: BulkProgress = { done: 0, refused: 0, waiting: 0 };
    for (const { state, count } of rows) counts[state] = Number(count);
    return counts;
  }

  async refused(tx: Tx, bulkId: string): Promise<RefusedItem[]> {
    const items = await tx.find(BulkItem, { where: { bulkId, state: 'refused' }, order: { position: 'ASC' } });
    const codes = new Map(items.map(({ caseId, code }) => [caseId, code ?? '']));
    return (await this.named(tx, items)).map((one) => ({ ...one, code: codes.get(one.id) ?? '' }));
  }

  /** The cases that were done, in their order. */
  async doneCases(tx: Tx, bulkId: string): Promise<Pick<CaseRow, 'id' | 'reference' | 'subject'>[]> {
    const items = await tx.find(BulkItem, { where: { bulkId, state: 'done' }, order: { position: 'ASC' } });
    return this.named(tx, items);
  }

  /** The next cases that wait. */
  waiting(tx: Tx, bulkId: string, limit: number): Promise<BulkItem[]> {
    return tx.find(BulkItem, { where: { bulkId, state: 'waiting' }, order: { position: 'ASC' }, take: limit });
  }

  /** Takes a case for good, in the transaction that does it. False when it was done or refused before. */
  async settle(tx: Tx, { bulkId, caseId }: Pick<BulkItem, 'bulkId' | 'caseId'>, code: string | null): Promise<boolean> {
    const state = code === null ? 'done' : 'refused';
    return (await tx.update(BulkItem, { bulkId, caseId, state: 'waiting' }, { state, code })).affected === 1;
  }

  /** Ends it, with the event `bulk.finished`. False when it was ended before. */
  async finish(tx: Tx, bulk: BulkAction, now: Date): Promise<boolean> {
    const { affected } = await tx.update(BulkAction, { id: bulk.id, finishedAt: IsNull() }, { finishedAt: now });
    if (affected !== 1) return false;
    const { done, refused } = await this.progress(tx, bulk.id);
    await this.record(tx, bulk, now, { type: 'bulk.finished', bulkId: bulk.id, act: bulk.act, done, refused });
    return true;
  }

  private async named(tx: Tx, items: readonly BulkItem[]): Promise<Pick<CaseRow, 'id' | 'reference' | 'subject'>[]> {
    if (items.length === 0) return [];
    const rows = await tx.find(CaseRow, {
      select: { id: true, reference: true, subject: true },
      where: { id: In(items.map(({ caseId }) => caseId)) },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return items.flatMap(({ caseId }) => byId.get(caseId) ?? []);
  }

  private async record(tx: Tx, { institutionId, officialId }: NewBulk, now: Date, facts: HouseFacts): Promise<void> {
    const event = { ...facts, occurredOn: localDateOf(now) };
    const actor = { kind: 'official' as const, id: officialId };
    await this.log.append(tx, institutionId, now, [{ caseId: null, actor, event }]);
  }
}

type HouseFacts = { type: string; [field: string]: unknown };
