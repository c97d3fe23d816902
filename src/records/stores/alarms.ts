import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import type { KnownAlarm, PlannedAlarm } from '../../core/alarms';
import type { Alarmed } from '../../core/casefile';
import { AlarmRow, CaseRow } from '../entities';
import { groupBy } from '../group-by';
import { insertAll, type Tx } from '../transactions';
import { EventLog } from './event-log';

/** A case, and the alarms that were written of it. */
export interface CaseKey {
  id: string;
  institutionId: string;
  known: readonly (KnownAlarm & { id: string })[];
}

const UNTRIED = { tries: 0, tryAt: null, failure: null, problem: null };

/** Alarms: planned by a sweep, settled when they were told or found not to be due any more. */
@Injectable()
export class Alarms {
  constructor(private readonly log: EventLog) {}

  /**
   * Writes alarms of cases that the caller holds locked. One that was "no longer due" for the same person is planned
   * again. Returns the ids of those to be told.
   */
  async plan(tx: Tx, now: Date, plans: readonly { of: CaseKey; alarms: readonly PlannedAlarm[] }[]): Promise<string[]> {
    const fresh: AlarmRow[] = [];
    const again: string[] = [];
    for (const { of, alarms } of plans) {
      for (const alarm of alarms) {
        const same = of.known.find(
          (one) =>
            one.clockVersion === alarm.clockVersion &&
            one.rung === alarm.rung &&
            one.recipientKey === alarm.recipientKey,
        );
        if (!same) {
          const own = { id: randomUUID(), institutionId: of.institutionId, caseId: of.id };
          const settledAt = alarm.state === 'planned' ? null : now;
          fresh.push({ ...own, ...alarm, createdAt: now, settledAt, ...UNTRIED });
        } else if (same.state === 'no-longer-due' && alarm.state === 'planned') again.push(same.id);
      }
    }
    await insertAll(tx, AlarmRow, fresh);
    if (again.length > 0)
      await tx.update(AlarmRow, { id: In(again) }, { ...UNTRIED, state: 'planned', createdAt: now, settledAt: null });
    return [...fresh.filter((row) => row.state === 'planned').map((row) => row.id), ...again];
  }

  /** When the sweep looks at some cases next; null: never, until something happens to them. */
  async lookAgain(tx: Tx, at: Date | null, caseIds: readonly string[]): Promise<void> {
    await tx.update(CaseRow, { id: In([...caseIds]) }, { nextRungAt: at });
  }

  /** The sweep looks at some cases at this moment already, where it would have looked later. */
  async lookBy(tx: Tx, at: Date, caseIds: readonly string[]): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(CaseRow)
      .set({ nextRungAt: at })
      .where('id IN (:...ids) AND (nextRungAt IS NULL OR nextRungAt > :at)', {
        ids: [...caseIds],
        at: at.toISOString(),
      })
      .execute();
  }

  /**
   * Alarms that were planned before `before` and never told, oldest first: their job was lost, or it failed and its pause
   * is over by `now`.
   */
  async untold(tx: Tx, before: Date, now: Date, limit: number): Promise<string[]> {
    const planned = { state: 'planned' as const, createdAt: LessThanOrEqual(before) };
    const rows = await tx.find(AlarmRow, {
      select: { id: true },
      where: [
        { ...planned, tryAt: IsNull() },
        { ...planned, tryAt: LessThanOrEqual(now) },
      ],
      order: { createdAt: 'ASC' },
      take: limit,
    });
    return rows.map((row) => row.id);
  }

  byId(tx: Tx, id: string): Promise<AlarmRow | null> {
    return tx.findOneBy(AlarmRow, { id });
  }

  byIds(tx: Tx, ids: readonly string[]): Promise<AlarmRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : tx.findBy(AlarmRow, { id: In([...ids]) });
  }

  ofCase(tx: Tx, caseId: string): Promise<AlarmRow[]> {
    return tx.findBy(AlarmRow, { caseId });
  }

  async settle(
    tx: Tx,
    ids: readonly string[],
    state: 'told' | 'superseded' | 'no-longer-due',
    at: Date,
  ): Promise<void> {
    if (ids.length > 0) await tx.update(AlarmRow, { id: In([...ids]) }, { state, settledAt: at });
  }

  /**
   * Enters into the log that alarms were told, many at once. An alarm changes nothing of its case but its version, so no
   * row is derived anew. The caller holds the cases locked.
   */
  async record(tx: Tx, at: Date, told: readonly { of: CaseKey; event: Alarmed }[]): Promise<void> {
    const perCase = groupBy(told, ({ of }) => of.id);
    const perCount = groupBy([...perCase], ([, events]) => events.length);
    for (const [count, cases] of perCount) {
      const version = (): string => `version + ${count}`;
      await tx.update(CaseRow, { id: In(cases.map(([id]) => id)) }, { version });
    }
    const perInstitution = groupBy(told, ({ of }) => of.institutionId);
    for (const institutionId of [...perInstitution.keys()].sort()) {
      const entries = (perInstitution.get(institutionId) ?? []).map(({ of, event }) => ({
        caseId: of.id,
        actor: { kind: 'system' as const },
        event,
      }));
      await this.log.append(tx, institutionId, at, entries);
    }
  }
}
