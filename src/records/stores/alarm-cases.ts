import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import type { AlarmClocks, AlarmPolicy, KnownAlarm } from '../../core/alarms';
import { type CaseFile, clocksOf, isClosed, replay } from '../../core/casefile';
import { type LocalDate, localDateOf } from '../../core/law';
import { AlarmRow, CaseRow, EventRow, Institution } from '../entities';
import { rowLock, type Tx } from '../transactions';
import { backPlanSettings } from '../back-plan-settings';
import { groupBy } from '../group-by';
import { Absences } from './absences';
import { AlarmRules } from './alarm-rules';
import { Bases } from './bases';
import { toEvent } from './event-log';
import { ask } from './ask';
import { hintOf } from './queue-sql';
import { type StaffRows, staffRows } from './staff-rows';

/** A case with all that its alarms need. */
export interface AlarmCase extends AlarmClocks {
  id: string;
  institutionId: string;
  subject: string;
  file: CaseFile;
  /** The day on which it was imported from an old register; null for a case of our own. */
  takenIn: LocalDate | null;
  known: (KnownAlarm & { id: string })[];
}

/** A case whose history makes no case: somebody must look at it. */
export interface UnreadableCase {
  id: string;
  institutionId: string;
  problem: string;
}

/** Where a case stands in the order in which the sweep looks at them. */
export interface LookPlace {
  at: Date;
  id: string;
}

export interface FoundCases {
  cases: AlarmCase[];
  unreadable: UnreadableCase[];
}

/** The day on which a case came into this installation from an old register: what is older is not told to anybody. */
export const takenInOn = (file: CaseFile, recordedAt: Date): LocalDate | null =>
  file.imported ? localDateOf(recordedAt) : null;

/** Reads many cases for their alarms: one statement per table, not per case. */
@Injectable()
export class AlarmCases {
  constructor(
    private readonly bases: Bases,
    private readonly rules: AlarmRules,
    private readonly absences: Absences,
  ) {}

  /**
   * Up to `limit` cases that have a rung at or before `now`, locked against other sweeps; cases that another sweep
   * holds are passed over (PostgreSQL; on SQLite transactions take turns).
   */
  async due(tx: Tx, now: Date, limit: number): Promise<FoundCases> {
    const query = this.query(tx)
      .where('c.nextRungAt <= :now', { now: now.toISOString() })
      .orderBy('c.nextRungAt', 'ASC')
      .limit(limit);
    if (rowLock(tx).lock) query.setLock('pessimistic_write').setOnLocked('skip_locked');
    return this.read(tx, await query.getMany());
  }

  /** The institutions of which a case waits to be looked at, also one that another sweep has in hand just now. */
  async institutionsDue(tx: Tx, now: Date): Promise<Set<string>> {
    // Left to itself SQLite walks every case by its institution here.
    const hint = hintOf(tx.connection.options.type);
    const rows = await ask<{ id: string }>(
      tx,
      `SELECT DISTINCT c.institution_id AS "id" FROM case_files c${hint('case_files_next_rung')} WHERE c.next_rung_at <= :now`,
      { now: now.toISOString() },
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** These cases, locked, in an order in which nobody waits for one who waits for them. */
  async held(tx: Tx, ids: readonly string[]): Promise<FoundCases> {
    if (ids.length === 0) return this.read(tx, []); // PostgreSQL knows no empty list.
    const query = this.query(tx)
      .where('c.id IN (:...ids)', { ids: [...ids] })
      .orderBy('c.id', 'ASC');
    if (rowLock(tx).lock) query.setLock('pessimistic_write');
    return this.read(tx, await query.getMany());
  }

  /** These cases as they stand now, held by nobody. */
  async seen(tx: Tx, ids: readonly string[]): Promise<FoundCases> {
    if (ids.length === 0) return this.read(tx, []);
    const query = this.query(tx).where('c.id IN (:...ids)', { ids: [...ids] });
    return this.read(tx, await query.getMany());
  }

  /**
   * Up to `limit` cases of an institution at which a sweep will look by `until`, those with the soonest first, held by
   * nobody. `after` is the last one of the page before; `looks` says when it looks at each, `last` is null at the end.
   */
  async ahead(
    tx: Tx,
    institutionId: string,
    until: Date,
    limit: number,
    after: LookPlace | null,
  ): Promise<FoundCases & { looks: Map<string, Date>; last: LookPlace | null }> {
    const query = this.query(tx)
      .addSelect('c.nextRungAt')
      .where('c.institutionId = :institutionId AND c.nextRungAt <= :until', {
        institutionId,
        until: until.toISOString(),
      })
      .orderBy('c.nextRungAt', 'ASC')
      .addOrderBy('c.id', 'ASC')
      .limit(limit);
    if (after) {
      const place = { at: after.at.toISOString(), id: after.id };
      query.andWhere('(c.nextRungAt > :at OR (c.nextRungAt = :at AND c.id > :id))', place);
    }
    const places = (await query.getMany()).map((row) => ({ row, id: row.id, at: row.nextRungAt ?? until }));
    const found = await this.read(
      tx,
      places.map(({ row }) => row),
    );
    const looks = new Map(places.map(({ id, at }) => [id, at]));
    return { ...found, looks, last: places.length < limit ? null : (places.at(-1) ?? null) };
  }

  /** Those who work for some institutions, for choosing recipients on a day. */
  staffOf(tx: Tx, institutionIds: readonly string[], on: LocalDate): Promise<Map<string, StaffRows>> {
    return staffRows(tx, this.absences, institutionIds, on);
  }

  private query(tx: Tx): SelectQueryBuilder<CaseRow> {
    return tx.createQueryBuilder(CaseRow, 'c').select(['c.id', 'c.institutionId', 'c.subject', 'c.basisId']);
  }

  private async read(tx: Tx, rows: readonly CaseRow[]): Promise<FoundCases> {
    const found: FoundCases = { cases: [], unreadable: [] };
    if (rows.length === 0) return found;
    const ids = rows.map((row) => row.id);
    const histories = groupBy(await this.historiesOf(tx, ids), (event) => event.caseId);
    const known = groupBy(await tx.findBy(AlarmRow, { caseId: In(ids) }), (alarm) => alarm.caseId);
    const institutions = await tx.findBy(Institution, { id: In([...new Set(rows.map((row) => row.institutionId))]) });
    const present = new Map(institutions.map((one) => [one.id, one]));
    const policies = await this.policiesOf(tx, institutions);
    const bases = await this.bases.byIds(tx, [
      ...institutions.map((one) => one.basisId),
      ...rows.map((row) => row.basisId),
    ]);
    for (const { id, institutionId, subject, basisId } of rows) {
      try {
        const history = histories.get(id) ?? [];
        const file = replay(history.map(toEvent));
        const institution = present.get(institutionId);
        const now = bases.get(institution?.basisId ?? '');
        const basis = isClosed(file) ? bases.get(basisId) : now;
        const policy = policies.get(institutionId);
        if (!basis || !now || !institution || !policy) throw new Error('A case without a basis.');
        const backPlan = backPlanSettings(institution.settings);
        const clocks = { ...clocksOf(file, basis, now), policy, calendar: now.calendar, backPlan };
        const takenIn = takenInOn(file, new Date(history[0]?.recordedAt ?? 0));
        found.cases.push({ id, institutionId, subject, file, ...clocks, takenIn, known: known.get(id) ?? [] });
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        found.unreadable.push({ id, institutionId, problem });
      }
    }
    return found;
  }

  private async policiesOf(tx: Tx, institutions: readonly Institution[]): Promise<Map<string, AlarmPolicy>> {
    const policies = new Map<string, AlarmPolicy>();
    for (const one of institutions) policies.set(one.id, await this.rules.of(tx, one));
    return policies;
  }

  /** What replaying needs of the events of some cases, oldest first. */
  private historiesOf(
    tx: Tx,
    caseIds: readonly string[],
  ): Promise<(Pick<EventRow, 'caseId' | 'type' | 'occurredOn' | 'data'> & { recordedAt: string })[]> {
    return tx
      .createQueryBuilder(EventRow, 'e')
      .select('e.caseId', 'caseId')
      .addSelect('e.type', 'type')
      .addSelect('e.occurredOn', 'occurredOn')
      .addSelect('e.data', 'data')
      .addSelect('e.recordedAt', 'recordedAt')
      .where('e.caseId IN (:...caseIds)', { caseIds: [...caseIds] })
      .orderBy('e.seq', 'ASC')
      .getRawMany();
  }
}
