import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ClockSettings } from '../../core/casefile';
import type { CalendarYear, LocalDate } from '../../core/law';
import { CODE, DAY, ID, INSTANT, JSON_TEXT } from '../columns';
import { CaseRow } from './cases';
import { Institution } from './people';

/**
 * What an institution's dates are counted by: a calendar and the settings of the clock. Append-only: a change is a new
 * row, so that a closed case keeps the one it was judged by, and anybody can ask what was believed on a past day.
 */
@Entity('clock_bases')
@Index('clock_bases_number', ['institutionId', 'number'], { unique: true })
export class ClockBasisRow {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'clock_bases_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  /** 1, 2, 3 … within the institution. */
  @Column({ type: 'integer' }) number!: number;
  /** What a passport quotes. */
  @Column({ type: 'varchar', length: 60 }) calendarVersion!: string;
  /** The national table of the program that this calendar grew from. */
  @Column({ type: 'varchar', length: 60 }) nationalVersion!: string;
  /** The years with all their days off; null: exactly the national table of that version. */
  @Column({ ...JSON_TEXT, nullable: true }) years!: CalendarYear[] | null;
  @Column(JSON_TEXT) settings!: ClockSettings;
  /** What was changed, as the editor understood it; null for the first. */
  @Column({ ...JSON_TEXT, nullable: true }) change!: Record<string, unknown> | null;
  @Column({ ...ID, nullable: true }) byId!: string | null;
  @Column(INSTANT) recordedAt!: Date;
}

export type TransferState = 'offered' | 'accepted' | 'refused' | 'lapsed';

/** A request offered to another institution, on its way between two desks. */
@Entity('transfers')
@Index('transfers_case', ['caseId'])
@Index('transfers_to', ['toInstitutionId', 'state'])
@Index('transfers_waiting', ['state', 'answerBy'])
export class TransferRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) fromInstitutionId!: string;
  @ForeignKey(() => CaseRow, { name: 'transfers_case_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  caseId!: string;
  /** Null for an institution outside this installation. */
  @Column({ ...ID, nullable: true }) toInstitutionId!: string | null;
  /** The name of the other institution, as the official wrote or chose it. */
  @Column({ type: 'varchar', length: 300 }) destination!: string;
  /** Why it belongs there. */
  @Column({ type: 'text' }) reasons!: string;
  @Column(INSTANT) offeredAt!: Date;
  @Column(DAY) answerBy!: LocalDate;
  @Column(CODE) state!: TransferState;
  @Column({ ...INSTANT, nullable: true }) settledAt!: Date | null;
  /** Why the other institution declined. */
  @Column({ type: 'text', nullable: true }) refusal!: string | null;
  /** The case that the accepting institution made of it. */
  @Column({ ...ID, nullable: true }) newCaseId!: string | null;
}
