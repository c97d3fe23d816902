import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { CalendarFeed } from '../entities';
import { insertAll, type Tx } from '../transactions';

/** The secret addresses of officials' calendars, by the hash of their token. */
@Injectable()
export class CalendarFeeds {
  async add(tx: Tx, feed: CalendarFeed): Promise<void> {
    await insertAll(tx, CalendarFeed, [feed]);
  }

  /** The feed with this hash, unless it was revoked. */
  byHash(tx: Tx, hash: string): Promise<CalendarFeed | null> {
    return tx.findOneBy(CalendarFeed, { hash, revokedAt: IsNull() });
  }

  /** The one address that works for an official; null while there is none. */
  ofOfficial(tx: Tx, officialId: string): Promise<CalendarFeed | null> {
    return tx.findOne(CalendarFeed, { where: { officialId, revokedAt: IsNull() }, order: { createdAt: 'DESC' } });
  }

  /** Ends every address of an official; returns the ids of those that worked until now. */
  async revokeAll(tx: Tx, officialId: string, now: Date): Promise<string[]> {
    const working = await tx.find(CalendarFeed, { select: { id: true }, where: { officialId, revokedAt: IsNull() } });
    await tx.update(CalendarFeed, { officialId, revokedAt: IsNull() }, { revokedAt: now });
    return working.map(({ id }) => id);
  }

  /** Remembers that it was read, and when what it says became different. */
  async remember(
    tx: Tx,
    id: string,
    read: Pick<CalendarFeed, 'lastReadAt' | 'contentHash' | 'contentSince'>,
  ): Promise<void> {
    await tx.update(CalendarFeed, { id }, read);
  }
}
