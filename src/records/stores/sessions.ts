import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan, Not } from 'typeorm';
import { Session } from '../entities';
import { insertAll, type Tx } from '../transactions';

/** Sign-ins of browsers. Ids are hashes already: this store never sees what a cookie holds. */
@Injectable()
export class Sessions {
  /** Null when it never was, was ended, or is over. */
  async find(tx: Tx, id: string, now: Date): Promise<Session | null> {
    const row = await tx.findOneBy(Session, { id });
    return row && row.expiresAt > now ? row : null;
  }

  async start(tx: Tx, session: Session): Promise<void> {
    await insertAll(tx, Session, [session]);
  }

  /** Moves the end of a session that still exists: one that was ended meanwhile does not come back. */
  async prolong(tx: Tx, id: string, columns: Pick<Session, 'data' | 'expiresAt'>): Promise<void> {
    await tx.update(Session, { id }, columns);
  }

  async end(tx: Tx, id: string): Promise<void> {
    await tx.delete(Session, { id });
  }

  /** The sessions of an official that are not over. */
  ofOfficial(tx: Tx, officialId: string, now: Date): Promise<Session[]> {
    return tx.findBy(Session, { officialId, expiresAt: MoreThan(now) });
  }

  /** False when the official has no such session. */
  async endOne(tx: Tx, officialId: string, id: string): Promise<boolean> {
    return (await tx.delete(Session, { officialId, id })).affected === 1;
  }

  /** Signs an official out of every browser, or of all but one; how many they were. */
  async endAll(tx: Tx, officialId: string, but = ''): Promise<number> {
    return (await tx.delete(Session, { officialId, id: Not(but) })).affected ?? 0;
  }

  /** Drops sessions that are over. */
  async sweep(tx: Tx, now: Date): Promise<void> {
    await tx.delete(Session, { expiresAt: LessThan(now) });
  }
}
