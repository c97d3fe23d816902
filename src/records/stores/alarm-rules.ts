import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type AlarmPolicy, DEFAULT_POLICY, policyProblems } from '../../core/alarms';
import { localDateOf } from '../../core/law';
import { AlarmRulesRow, CaseRow, Institution } from '../entities';
import { change, insertAll, rowLock, type Tx } from '../transactions';
import { EventLog } from './event-log';

/** Rules never change: the last ones read are kept. */
const KEPT = 200;

/** A change by an administrator. */
export interface NewAlarmRules {
  institutionId: string;
  policy: AlarmPolicy;
  /** The official who changes them. */
  by: string;
  reason: string | null;
  now: Date;
  /** The number of the rules that the form was loaded under; 0 for the defaults. */
  expectedNumber?: number;
}

/** Somebody else changed the rules since the form was loaded. */
export class StaleAlarmRules extends Error {}

/** The ladders, hours and patience of institutions, now and before. */
@Injectable()
export class AlarmRules {
  private readonly cached = new Map<string, AlarmPolicy>();

  constructor(private readonly log: EventLog) {}

  /** What the alarms of an institution are planned by now: its own, or the defaults. */
  async of(tx: Tx, { alarmRulesId }: Pick<Institution, 'alarmRulesId'>): Promise<AlarmPolicy> {
    return (alarmRulesId && (await this.byIds(tx, [alarmRulesId])).get(alarmRulesId)) || DEFAULT_POLICY;
  }

  /** Several at once, by their id. */
  async byIds(tx: Tx, ids: readonly string[]): Promise<Map<string, AlarmPolicy>> {
    const missing = [...new Set(ids)].filter((id) => !this.cached.has(id));
    if (missing.length > 0) for (const row of await tx.findBy(AlarmRulesRow, { id: In(missing) })) this.keep(row);
    return new Map(ids.flatMap((id) => (this.cached.has(id) ? [[id, this.cached.get(id)!] as const] : [])));
  }

  /** The row that holds now, with who changed it when and why; null while the institution keeps to the defaults. */
  async row(tx: Tx, { alarmRulesId }: Pick<Institution, 'alarmRulesId'>): Promise<AlarmRulesRow | null> {
    return alarmRulesId ? tx.findOneBy(AlarmRulesRow, { id: alarmRulesId }) : null;
  }

  /** All of an institution, the newest first. */
  history(tx: Tx, institutionId: string): Promise<AlarmRulesRow[]> {
    return tx.find(AlarmRulesRow, { where: { institutionId }, order: { number: 'DESC' } });
  }

  /**
   * New rules for an institution, in the caller's transaction: row, event `alarm-rules.changed`, and every open case is
   * looked at by the next sweep. Throws RangeError for a policy with problems (ask `policyProblems` first), and
   * `StaleAlarmRules`.
   */
  async change(
    tx: Tx,
    { institutionId, policy, by, reason, now, expectedNumber }: NewAlarmRules,
  ): Promise<AlarmRulesRow> {
    const [problem] = policyProblems(policy);
    if (problem) throw new RangeError(`These alarm rules cannot be kept: ${problem.problem}.`);
    const lock = rowLock(tx).lock && ({ mode: 'for_no_key_update' } as const);
    await tx.findOneOrFail(Institution, {
      select: { id: true },
      where: { id: institutionId },
      ...(lock ? { lock } : {}),
    });
    const [last] = await tx.find(AlarmRulesRow, { where: { institutionId }, order: { number: 'DESC' }, take: 1 });
    if (expectedNumber !== undefined && expectedNumber !== (last?.number ?? 0)) throw new StaleAlarmRules();
    const { ladders, hours, ack } = policy;
    const number = (last?.number ?? 0) + 1;
    const row = {
      id: randomUUID(),
      institutionId,
      number,
      ladders,
      hours,
      ack,
      changedBy: by,
      reason,
      recordedAt: now,
    };
    await insertAll(tx, AlarmRulesRow, [row]);
    await change(tx, Institution, { id: institutionId }, { alarmRulesId: row.id });
    await tx.update(CaseRow, { institutionId, isOpen: true }, { nextRungAt: now });
    const event = { type: 'alarm-rules.changed', occurredOn: localDateOf(now), rulesId: row.id, number };
    await this.log.append(tx, institutionId, now, [{ caseId: null, actor: { kind: 'official', id: by }, event }]);
    return row;
  }

  private keep(row: AlarmRulesRow): void {
    this.cached.set(row.id, { ladders: row.ladders, hours: row.hours, ack: row.ack });
    const [oldest] = this.cached.keys();
    if (this.cached.size > KEPT && oldest !== undefined) this.cached.delete(oldest);
  }
}
