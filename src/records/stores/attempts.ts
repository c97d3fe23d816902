import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Attempt } from '../entities';
import { rowLock, type Tx } from '../transactions';

/** Counts failed attempts (sign-in, tracking code) in a window, shared by all processes and kept over a restart. */
@Injectable()
export class Attempts {
  /** How many failed in the running window. */
  async count(tx: Tx, what: string, now: Date): Promise<number> {
    return (await this.standing(tx, what, now)).count;
  }

  /** How many failed in the running window, and when it ends. */
  async standing(tx: Tx, what: string, now: Date): Promise<{ count: number; until: Date }> {
    return standingOf(await tx.findOneBy(Attempt, { key: keyOf(what) }), now);
  }

  /**
   * The same, and keeps everybody else who asks so waiting until the transaction is over: of many tries at once each sees
   * what the one before it did.
   */
  async hold(tx: Tx, what: string, now: Date, windowMs: number): Promise<{ count: number; until: Date }> {
    return standingOf(await this.held(tx, keyOf(what), new Date(now.getTime() + windowMs)), now);
  }

  /** Records a failure; the window starts with the first one. `what` is hashed: no address is kept. */
  async fail(tx: Tx, what: string, now: Date, windowMs: number): Promise<void> {
    const key = keyOf(what);
    const until = new Date(now.getTime() + windowMs);
    const row = await this.held(tx, key, until);
    await tx.update(
      Attempt,
      { key },
      row.count > 0 && row.until > now ? { count: row.count + 1 } : { count: 1, until },
    );
  }

  private async held(tx: Tx, key: string, until: Date): Promise<Attempt> {
    for (;;) {
      await tx.createQueryBuilder().insert().into(Attempt).values({ key, count: 0, until }).orIgnore().execute();
      const row = await tx.findOne(Attempt, { where: { key }, ...rowLock(tx) });
      // Somebody else's success clears the row between the two lines: then there is nothing to hold, and it begins anew.
      if (row) return row;
    }
  }

  async clear(tx: Tx, what: string): Promise<void> {
    await tx.delete(Attempt, { key: keyOf(what) });
  }

  /** Drops windows that are over. */
  async sweep(tx: Tx, now: Date): Promise<void> {
    await tx.delete(Attempt, { until: LessThan(now) });
  }
}

const standingOf = (row: Attempt | null, now: Date): { count: number; until: Date } =>
  row && row.until > now ? { count: row.count, until: row.until } : { count: 0, until: now };

const keyOf = (what: string): string => createHash('sha256').update(what).digest('hex');
