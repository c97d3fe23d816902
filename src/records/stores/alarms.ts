import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { type KnownAlarm, type PlannedAlarm, type Staff } from '../../core/alarms';
import { type CaseClock, type CaseFile, clockOf, DEFAULT_CLOCK_SETTINGS, replay } from '../../core/casefile';
import { type LocalDate, localDateOf, nationalCalendar } from '../../core/law';
import { AlarmRow, CaseRow, Directorate, EventRow, Institution, Official } from '../entities';
import { clockSettings } from '../projection';
import { insertAll, rowLock, type Tx } from '../transactions';
import { toEvent } from './event-log';

/** A case at which the sweep must look, with all that it needs to plan. */
export interface DueCase {
  id: string;
  institutionId: string;
  file: CaseFile;
  clock: CaseClock;
  /** The day on which it was imported from an old register; null for a case of our own. */
  takenIn: LocalDate | null;
  known: (KnownAlarm & { id: string })[];
}

/** What {@link Alarms.dueCases} found. `unreadable`: cases whose history makes no case; somebody must look at them. */
export interface DueCases {
  cases: DueCase[];
  unreadable: string[];
}

type CaseKey = Pick<DueCase, 'id' | 'institutionId'> & { known: readonly (KnownAlarm & { id: string })[] };

/** The day on which a case came into this installation from an old register: what is older is not told to anybody. */
export const takenInOn = (file: CaseFile, recordedAt: Date): LocalDate | null =>
  file.imported ? localDateOf(recordedAt) : null;

@Injectable()
export class Alarms {
  /**
   * Up to `limit` cases that have a rung on or before `today`, locked against other sweeps; cases that another sweep
   * holds are passed over (PostgreSQL; on SQLite transactions take turns). One statement per table, not per case.
   */
  async dueCases(tx: Tx, today: LocalDate, limit: number, except: readonly string[] = []): Promise<DueCases> {
    const query = tx
      .createQueryBuilder(CaseRow, 'c')
      .select(['c.id', 'c.institutionId'])
      .where('c.nextRungOn <= :today', { today })
      .orderBy('c.nextRungOn', 'ASC')
      .limit(limit);
    if (except.length > 0) query.andWhere('c.id NOT IN (:...except)', { except: [...except] });
    if (rowLock(tx).lock) query.setLock('pessimistic_write').setOnLocked('skip_locked');
    const rows = await query.getMany();
    if (rows.length === 0) return { cases: [], unreadable: [] };
    const ids = rows.map((row) => row.id);
    const histories = groupBy(await this.historiesOf(tx, ids), (event) => event.caseId);
    const known = groupBy(await tx.findBy(AlarmRow, { caseId: In(ids) }), (alarm) => alarm.caseId);
    const institutions = await tx.findBy(Institution, { id: In([...new Set(rows.map((row) => row.institutionId))]) });
    const settings = new Map(institutions.map((one) => [one.id, clockSettings(one.settings)]));
    const found: DueCases = { cases: [], unreadable: [] };
    for (const { id, institutionId } of rows) {
      try {
        const history = histories.get(id) ?? [];
        const file = replay(history.map(toEvent));
        const clock = clockOf(file, nationalCalendar, settings.get(institutionId) ?? DEFAULT_CLOCK_SETTINGS);
        const takenIn = takenInOn(file, new Date(history[0]?.recordedAt ?? 0));
        found.cases.push({ id, institutionId, file, clock, takenIn, known: known.get(id) ?? [] });
      } catch {
        found.unreadable.push(id);
      }
    }
    return found;
  }

  /** The officials and directorates of some institutions, for choosing recipients. */
  async staffOf(tx: Tx, institutionIds: readonly string[]): Promise<Map<string, Staff>> {
    const where = { institutionId: In([...institutionIds]) };
    const officials = groupBy(await tx.findBy(Official, where), (one) => one.institutionId);
    const directorates = groupBy(await tx.findBy(Directorate, where), (one) => one.institutionId);
    return new Map(
      institutionIds.map((id) => [
        id,
        { officials: officials.get(id) ?? [], directorates: directorates.get(id) ?? [] },
      ]),
    );
  }

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
          fresh.push({ ...own, ...alarm, createdAt: now, settledAt: alarm.state === 'planned' ? null : now });
        } else if (same.state === 'no-longer-due' && alarm.state === 'planned') again.push(same.id);
      }
    }
    await insertAll(tx, AlarmRow, fresh);
    if (again.length > 0)
      await tx.update(AlarmRow, { id: In(again) }, { state: 'planned', createdAt: now, settledAt: null });
    return [...fresh.filter((row) => row.state === 'planned').map((row) => row.id), ...again];
  }

  /** The day on which the sweep looks at some cases next; null: never, until something happens to them. */
  async lookAgain(tx: Tx, on: LocalDate | null, caseIds: readonly string[]): Promise<void> {
    await tx.update(CaseRow, { id: In([...caseIds]) }, { nextRungOn: on });
  }

  /** Alarms that were planned before `before` and never told, oldest first: their job was lost. */
  async untold(tx: Tx, before: Date, limit: number): Promise<string[]> {
    const rows = await tx.find(AlarmRow, {
      select: { id: true },
      where: { state: 'planned', createdAt: LessThanOrEqual(before) },
      order: { createdAt: 'ASC' },
      take: limit,
    });
    return rows.map((row) => row.id);
  }

  byId(tx: Tx, id: string): Promise<AlarmRow | null> {
    return tx.findOneBy(AlarmRow, { id });
  }

  ofCase(tx: Tx, caseId: string): Promise<AlarmRow[]> {
    return tx.findBy(AlarmRow, { caseId });
  }

  async settle(tx: Tx, id: string, state: 'told' | 'superseded' | 'no-longer-due', at: Date): Promise<void> {
    await tx.update(AlarmRow, { id }, { state, settledAt: at });
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

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
