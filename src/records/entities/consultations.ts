import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ConsultationState, PageLanguage, RefusalGround, Stance } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { CODE, DAY, ID, INSTANT, JSON_TEXT } from '../columns';
import { CaseRow } from './cases';

/**
 * A third party that was asked: who it is, what it was asked and what it said. How it stands and until when follow from the
 * events of the case; they are kept here only as an index.
 */
@Entity('consultations')
@Index('consultations_case', ['caseId'])
@Index('consultations_due', ['state', 'dueOn', 'id'])
export class ConsultationRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @ForeignKey(() => CaseRow, { name: 'consultations_case_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  caseId!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 500, nullable: true }) address!: string | null;
  @Column({ type: 'varchar', length: 254, nullable: true }) email!: string | null;
  /** Of the letter and the reminder. */
  @Column({ type: 'varchar', length: 3 }) language!: PageLanguage;
  @Column(CODE) ground!: RefusalGround;
  @Column({ type: 'text' }) question!: string;
  @Column(ID) letterId!: string;
  @Column(CODE) state!: ConsultationState;
  @Column({ ...CODE, nullable: true }) stance!: Stance | null;
  @Column({ type: 'text', nullable: true }) answer!: string | null;
  /** Files that came with the answer. */
  @Column(JSON_TEXT) fileIds!: string[];
  @Column(ID) askedBy!: string;
  @Column(INSTANT) askedAt!: Date;
  /** Written when something happens to the case; see `consultationDue`. */
  @Column(DAY) dueOn!: LocalDate;
  @Column({ ...INSTANT, nullable: true }) remindedAt!: Date | null;
  @Column({ ...INSTANT, nullable: true }) settledAt!: Date | null;
}
