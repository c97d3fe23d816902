import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThanOrEqual } from 'typeorm';
import { absentOn, presentFor, standsInFor } from '../../core/alarms';
import { type LocalDate, localDateOf } from '../../core/law';
import { AbsenceRow, Official } from '../entities';
import { insertAll, rowLock, type Tx } from '../transactions';
import { EventLog } from './event-log';

export interface NewAbsence {
  institutionId: string;
  officialId: string;
  fromOn: LocalDate;
  untilOn: LocalDate;
  standInId: string | null;
  /** Who enters it: the official, or an administrator. */
  by: string;
  now: Date;
}

/**
 * Why an absence is refused. order: it ends before it begins. past: it is over already. self: one cannot stand in for
 * oneself. unknown: no active official of the institution. overlaps: the official has one on some of these days. long: more
 * than a year.
 */
export type AbsenceProblem = 'order' | 'past' | 'self' | 'unknown' | 'overlaps' | 'long';

export class AbsenceRefused extends Error {
  constructor(readonly problem: AbsenceProblem) {
    super(`The absence is refused: ${problem}.`);
  }
}

/** What a page says of an official who is away today. */
export interface Away {
  absence: AbsenceRow;
  /** Who does the work today, at the end of the chain; null when nobody does. */
  present: string | null;
}

const LONGEST_DAYS = 366;

/** Who is away, and who stands in. Ended or cancelled ones stay as a record. */
@Injectable()
export class Absences {
  constructor(private readonly log: EventLog) {}

  /**
   * Enters an absence, with the house event `absence.entered`. Throws `AbsenceRefused`. Two that are entered at once for one
   * official take turns, so that none overlaps.
   */
  async enter(
    tx: Tx,
    { institutionId, officialId, fromOn, untilOn, standInId, by, now }: NewAbsence,
  ): Promise<AbsenceRow> {
    const today = localDateOf(now);
    if (untilOn < fromOn) throw new AbsenceRefused('order');
    if (untilOn < today) throw new AbsenceRefused('past');
    if (Date.parse(untilOn) - Date.parse(fromOn) > LONGEST_DAYS * 86_400_000) throw new AbsenceRefused('long');
    if (standInId === officialId) throw new AbsenceRefused('self');
    const lock = rowLock(tx).lock && ({ mode: 'for_no_key_update' } as const);
    const where = { id: officialId, institutionId, active: true };
    const official = await tx.findOne(Official, { select: { id: true }, where, ...(lock ? { lock } : {}) });
    const standIn = standInId === null || (await tx.existsBy(Official, { id: standInId, institutionId, active: true }));
    if (!official || !standIn) throw new AbsenceRefused('unknown');
    const others = await tx.findBy(AbsenceRow, { officialId, cancelledAt: IsNull(), untilOn: MoreThanOrEqual(fromOn) });
    if (others.some((one) => one.fromOn <= untilOn)) throw new AbsenceRefused('overlaps');
    const row = {
      id: randomUUID(),
      institutionId,
      officialId,
      fromOn,
      untilOn,
      standInId,
      cancelledAt: null,
      byId: by,
      recordedAt: now,
    };
    await insertAll(tx, AbsenceRow, [row]);
    const facts = { absenceId: row.id, officialId, standInId, fromOn, untilOn };
    await this.record(tx, institutionId, by, now, { type: 'absence.entered', ...facts });
    return row;
  }

  /** Ends an absence from now on, or calls it off; event `absence.cancelled`. False when it was over or cancelled. */
  async cancel(tx: Tx, institutionId: string, id: string, by: string, now: Date): Promise<boolean> {
    const open = { id, institutionId, cancelledAt: IsNull(), untilOn: MoreThanOrEqual(localDateOf(now)) };
    const done = await tx.update(AbsenceRow, open, { cancelledAt: now });
    if (done.affected !== 1) return false;
    await this.record(tx, institutionId, by, now, { type: 'absence.cancelled', absenceId: id });
    return true;
  }

  byId(tx: Tx, institutionId: string, id: string): Promise<AbsenceRow | null> {
    return tx.findOneBy(AbsenceRow, { id, institutionId });
  }

  /** Those that are not over and not cancelled, of some institutions, in the order in which they were entered. */
  notOver(tx: Tx, institutionIds: readonly string[], today: LocalDate): Promise<AbsenceRow[]> {
    return tx.find(AbsenceRow, {
      where: { institutionId: In([...institutionIds]), untilOn: MoreThanOrEqual(today), cancelledAt: IsNull() },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
  }

  /** Those of one official, cancelled ones too, the latest first. */
  ofOfficial(tx: Tx, officialId: string, limit: number): Promise<AbsenceRow[]> {
    return tx.find(AbsenceRow, { where: { officialId }, order: { fromOn: 'DESC', id: 'DESC' }, take: limit });
  }

  /** Who of an institution is away today, by their id, and who does their work. */
  async awayToday(tx: Tx, institutionId: string, today: LocalDate): Promise<Map<string, Away>> {
    const rows = await this.notOver(tx, [institutionId], today);
    if (rows.length === 0) return new Map();
    const isActive = await this.activeOf(tx, institutionId);
    const absent = absentOn(rows, today);
    return new Map(
      rows
        .filter((one) => one.fromOn <= today)
        .map((absence) => [absence.officialId, { absence, present: presentFor(absence.officialId, absent, isActive) }]),
    );
  }

  /** For whom an official stands in today, themselves or at the end of a chain. */
  async stoodForBy(tx: Tx, institutionId: string, officialId: string, today: LocalDate): Promise<Official[]> {
    const rows = await this.notOver(tx, [institutionId], today);
    if (!rows.some((one) => one.fromOn <= today)) return [];
    const ids = standsInFor(officialId, rows, today, await this.activeOf(tx, institutionId));
    return ids.length === 0 ? [] : tx.findBy(Official, { id: In(ids) });
  }

  private async activeOf(tx: Tx, institutionId: string): Promise<(id: string) => boolean> {
    const rows = await tx.find(Official, { select: { id: true }, where: { institutionId, active: true } });
    const ids = new Set(rows.map(({ id }) => id));
    return (id) => ids.has(id);
  }

  private async record(
    tx: Tx,
    institutionId: string,
    by: string,
    now: Date,
    facts: { type: string; [field: string]: unknown },
  ): Promise<void> {
    const event = { ...facts, occurredOn: localDateOf(now) };
    await this.log.append(tx, institutionId, now, [{ caseId: null, actor: { kind: 'official', id: by }, event }]);
  }
}
