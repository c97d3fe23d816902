import { Injectable } from '@nestjs/common';
import type { ClockBasis } from '../../core/casefile';
import { type Calendar, calendarOf, type CalendarYear, nationalCalendar, nationalTables } from '../../core/law';
import { ClockBasisRow, Institution } from '../entities';
import { change, insertAll, type Tx } from '../transactions';

/** A calendar takes a millisecond to build, and a basis never changes: the last ones are kept. */
const KEPT = 200;

/** What the dates of institutions are counted by, now and before. */
@Injectable()
export class Bases {
  private readonly cached = new Map<string, ClockBasis>();

  /** What the institution counts by now. */
  of(tx: Tx, { basisId }: Pick<Institution, 'basisId'>): Promise<ClockBasis> {
    return this.byId(tx, basisId);
  }

  /** The same for who holds no more than the institution's id. */
  async ofInstitution(tx: Tx, id: string): Promise<ClockBasis> {
    return this.of(tx, await tx.findOneOrFail(Institution, { select: { id: true, basisId: true }, where: { id } }));
  }

  /**
   * The same inside a transaction that registers cases, whatever the caller read before: on PostgreSQL nobody replaces the
   * basis until it has ended, so that no new case is counted by one that was just left.
   */
  async held(tx: Tx, institutionId: string): Promise<ClockBasis> {
    const postgres = tx.connection.options.type === 'postgres';
    const institution = await tx.findOneOrFail(Institution, {
      select: { id: true, basisId: true },
      where: { id: institutionId },
      ...(postgres && tx.queryRunner?.isTransactionActive ? { lock: { mode: 'pessimistic_read' as const } } : {}),
    });
    return this.of(tx, institution);
  }

  async byId(tx: Tx, id: string): Promise<ClockBasis> {
    return this.cached.get(id) ?? this.keep(await tx.findOneByOrFail(ClockBasisRow, { id }));
  }

  /** Several at once, by their id. */
  async byIds(tx: Tx, ids: readonly string[]): Promise<Map<string, ClockBasis>> {
    const found = new Map<string, ClockBasis>();
    for (const id of new Set(ids)) found.set(id, await this.byId(tx, id));
    return found;
  }

  /** The row of the present basis, with what was changed last. */
  row(tx: Tx, { basisId }: Pick<Institution, 'basisId'>): Promise<ClockBasisRow> {
    return tx.findOneByOrFail(ClockBasisRow, { id: basisId });
  }

  /** All of an institution, the first one first. */
  history(tx: Tx, institutionId: string): Promise<ClockBasisRow[]> {
    return tx.find(ClockBasisRow, { where: { institutionId }, order: { number: 'ASC' } });
  }

  /** What the institution counted by at a moment: the last one recorded by then, or its first. */
  async at(tx: Tx, institutionId: string, moment: Date): Promise<ClockBasis> {
    const rows = await this.history(tx, institutionId);
    const row = rows.findLast((one) => one.recordedAt <= moment) ?? rows[0];
    if (!row) throw new Error(`Institution ${institutionId} counts by nothing.`);
    return this.keep(row);
  }

  /** Another basis for an institution that the caller holds locked: from now on it counts by this one. */
  async replace(tx: Tx, institution: Institution, row: ClockBasisRow): Promise<Institution> {
    await insertAll(tx, ClockBasisRow, [row]);
    await change(tx, Institution, { id: institution.id }, { basisId: row.id });
    return { ...institution, basisId: row.id };
  }

  private keep(row: ClockBasisRow): ClockBasis {
    const { id, number, settings } = row;
    const basis = { id, number, settings, calendar: this.calendarOf(row) };
    this.cached.set(id, basis);
    const [oldest] = this.cached.keys();
    if (this.cached.size > KEPT && oldest !== undefined) this.cached.delete(oldest);
    return basis;
  }

  private calendarOf(row: ClockBasisRow): Calendar {
    const { calendarVersion, nationalVersion, years } = row;
    if (!years && nationalVersion === nationalCalendar.version) return nationalCalendar;
    return calendarOf(calendarVersion, yearsOf(row));
  }
}

/** The years of a basis with all their days off. Throws when they are those of a national table that the program lost. */
export function yearsOf({ years, nationalVersion }: ClockBasisRow): readonly CalendarYear[] {
  const known = years ?? nationalTables.get(nationalVersion);
  if (!known) throw new Error(`The program does not hold the national calendar ${nationalVersion} any longer.`);
  return known;
}
