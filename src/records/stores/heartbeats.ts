import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Heartbeat, Outage } from '../entities';
import type { Tx } from '../transactions';

/** What beats: an old heartbeat tells the desk that alarms or mails are delayed. */
export const HEARTBEATS = ['sweep', 'relay'] as const;
export type HeartbeatName = (typeof HEARTBEATS)[number];

/** The sweep runs each minute and the relay oftener; after this long without a heartbeat it sleeps. */
export const SLEEPS_AFTER_MS = 15 * 60_000;

@Injectable()
export class Heartbeats {
  /** Notes that it ran just now. When it had slept, the outage ends with this heartbeat, whoever noticed it. */
  async beat(tx: Tx, name: HeartbeatName, at: Date): Promise<void> {
    const before = await this.last(tx, name);
    await tx.upsert(Heartbeat, { name, at }, ['name']);
    if (before && at.getTime() - before.getTime() > SLEEPS_AFTER_MS) {
      const outage = { id: randomUUID(), name, sleptFrom: before, noticedAt: null, endedAt: at, told: false };
      await tx.createQueryBuilder().insert().into(Outage).values(outage).orIgnore().execute();
    }
    await tx.update(Outage, { name, endedAt: IsNull() }, { endedAt: at });
  }

  /** When it ran last; null before its first run. */
  async last(tx: Tx, name: HeartbeatName): Promise<Date | null> {
    return (await tx.findOneBy(Heartbeat, { name }))?.at ?? null;
  }

  /** When each ran last, in one question. */
  async all(tx: Tx): Promise<Record<HeartbeatName, Date | null>> {
    const rows = await tx.find(Heartbeat);
    const of = (name: HeartbeatName): Date | null => rows.find((row) => row.name === name)?.at ?? null;
    return { sweep: of('sweep'), relay: of('relay') };
  }
}
