import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { Outage, OutageNotice, type OutageNoticeKind } from '../entities';
import { insertAll, type Tx } from '../transactions';
import type { HeartbeatName } from './heartbeats';

/** A process that holds a notice longer than this has died with it; also the pause before another attempt. */
const HOLDING_MS = 120_000;

/** Outages of the sweep and the relay, and the notices of them to administrators. Several processes share them. */
@Injectable()
export class Outages {
  /** Enters an outage. A second one of the same heartbeat is a duplicate (`isDuplicate`): another process was first. */
  async open(tx: Tx, name: HeartbeatName, sleptFrom: Date, noticedAt: Date): Promise<Outage> {
    const outage: Outage = { id: randomUUID(), name, sleptFrom, noticedAt, endedAt: null, told: false };
    await insertAll(tx, Outage, [outage]);
    return outage;
  }

  known(tx: Tx, name: HeartbeatName, sleptFrom: Date): Promise<boolean> {
    return tx.existsBy(Outage, { name, sleptFrom });
  }

  /** Those that are over and whose end was not told yet, the oldest first. */
  over(tx: Tx): Promise<Outage[]> {
    return tx.find(Outage, { where: { told: false, endedAt: Not(IsNull()) }, order: { sleptFrom: 'ASC' } });
  }

  /** Takes an outage whose end is to be told: true for one process only. What was not told of its beginning is needless. */
  async takeEnd(tx: Tx, id: string): Promise<boolean> {
    if ((await tx.update(Outage, { id, told: false }, { told: true })).affected !== 1) return false;
    await tx.update(OutageNotice, { outageId: id, kind: 'slept', state: 'pending' }, { state: 'needless' });
    return true;
  }

  /** The last ones, newest first. */
  recent(tx: Tx, limit: number): Promise<Outage[]> {
    return tx.find(Outage, { order: { sleptFrom: 'DESC' }, take: limit });
  }

  byIds(tx: Tx, ids: readonly string[]): Promise<Outage[]> {
    return tx.findBy(Outage, { id: In([...ids]) });
  }

  async notify(
    tx: Tx,
    outageId: string,
    kind: OutageNoticeKind,
    officialIds: readonly string[],
    now: Date,
  ): Promise<void> {
    const rows = officialIds.map((officialId) => ({
      id: randomUUID(),
      outageId,
      officialId,
      kind,
      state: 'pending' as const,
      attempts: 0,
      nextAttemptAt: now,
      createdAt: now,
      problem: null,
    }));
    await insertAll(tx, OutageNotice, rows);
  }

  /** Notices whose time has come. */
  due(tx: Tx, now: Date): Promise<OutageNotice[]> {
    return tx.find(OutageNotice, {
      where: { state: 'pending', nextAttemptAt: LessThanOrEqual(now) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  /** Takes a notice for sending: only one process gets it. */
  async claim(tx: Tx, { id, nextAttemptAt, attempts }: OutageNotice, now: Date): Promise<boolean> {
    const held = { attempts: attempts + 1, nextAttemptAt: new Date(now.getTime() + HOLDING_MS) };
    return (await tx.update(OutageNotice, { id, state: 'pending', nextAttemptAt, attempts }, held)).affected === 1;
  }

  async settle(tx: Tx, id: string, change: Partial<Pick<OutageNotice, 'state' | 'problem'>>): Promise<void> {
    await tx.update(OutageNotice, { id }, change);
  }
}
