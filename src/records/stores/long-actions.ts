import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { LongAction, type LongActionKind } from '../entities';
import { change, insertAll, type Tx } from '../transactions';

export type NewLongAction = Pick<LongAction, 'institutionId' | 'officialId' | 'what' | 'facts'>;

/** Actions that take longer than a page may take: what is to be done, and what came of it. */
@Injectable()
export class LongActions {
  async begin(tx: Tx, action: NewLongAction, now: Date, id: string = randomUUID()): Promise<string> {
    await insertAll(tx, LongAction, [{ id, ...action, tries: 0, result: null, createdAt: now, finishedAt: null }]);
    return id;
  }

  byId(tx: Tx, id: string): Promise<LongAction | null> {
    return tx.findOneBy(LongAction, { id });
  }

  /** Those of a kind that are not finished, oldest first. */
  unfinished(tx: Tx, what: LongActionKind, limit: number): Promise<LongAction[]> {
    return tx.find(LongAction, { where: { finishedAt: IsNull(), what }, order: { createdAt: 'ASC' }, take: limit });
  }

  /** The one of a kind that an institution waits for longest; null where none is under way. */
  underWay(tx: Tx, institutionId: string, what: LongActionKind): Promise<LongAction | null> {
    return tx.findOne(LongAction, {
      where: { finishedAt: IsNull(), institutionId, what },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  /** Those of a kind in an institution, newest first. */
  latest(tx: Tx, institutionId: string, what: LongActionKind, limit: number): Promise<LongAction[]> {
    return tx.find(LongAction, {
      where: { institutionId, what },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: limit,
    });
  }

  /** Notes that a worker begins it. */
  async tried(tx: Tx, { id, tries }: LongAction): Promise<void> {
    await change(tx, LongAction, { id }, { tries: tries + 1 });
  }

  /** Ends it. False when it was ended before: then whatever else the transaction did must not be done. */
  async finish(tx: Tx, id: string, result: Record<string, unknown>, now: Date): Promise<boolean> {
    const done = await tx.update(
      LongAction,
      { id, finishedAt: IsNull() },
      { result: result as object, finishedAt: now },
    );
    return done.affected === 1;
  }
}
