import { Injectable } from '@nestjs/common';
import { Heartbeat } from '../entities';
import type { Tx } from '../transactions';

/** What beats: an old heartbeat tells the desk that alarms or mails are delayed. */
export type HeartbeatName = 'sweep' | 'relay';

@Injectable()
export class Heartbeats {
  /** Notes that it ran just now. */
  async beat(tx: Tx, name: HeartbeatName, at: Date): Promise<void> {
    await tx.upsert(Heartbeat, { name, at }, ['name']);
  }

  /** When it ran last; null before its first run. */
  async last(tx: Tx, name: HeartbeatName): Promise<Date | null> {
    return (await tx.findOneBy(Heartbeat, { name }))?.at ?? null;
  }
}
