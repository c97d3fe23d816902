import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PageLanguage } from '../../core/casefile';
import { CODE, ID, INSTANT, JSON_TEXT } from '../columns';
import { CaseRow } from './cases';

/** `desk`: written by an official, or written down by one. */
export type CaseMessageChannel = 'page' | 'email' | 'desk' | 'unknown';

/** A message between the applicant and the municipality. Its event names it; the formal question and its answer are letters. */
@Entity('case_messages')
@Index('case_messages_case', ['caseId', 'at'])
@Index('case_messages_mail', ['institutionId', 'mailId'], { unique: true })
export class CaseMessageRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @ForeignKey(() => CaseRow, { name: 'case_messages_case_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  caseId!: string;
  /** in: from the applicant. out: from the municipality. */
  @Column({ type: 'varchar', length: 3 }) direction!: 'in' | 'out';
  @Column(CODE) channel!: CaseMessageChannel;
  /** The official who wrote it, or wrote it down. */
  @Column({ ...ID, nullable: true }) authorId!: string | null;
  /** The address that an e-mail came from. */
  @Column({ type: 'varchar', length: 254, nullable: true }) sender!: string | null;
  /** The id of the e-mail: it is taken once. */
  @Column({ type: 'varchar', length: 255, nullable: true }) mailId!: string | null;
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'varchar', length: 3 }) language!: PageLanguage;
  @Column(JSON_TEXT) fileIds!: string[];
  /** When it was sent or arrived. */
  @Column(INSTANT) at!: Date;
  @Column(INSTANT) createdAt!: Date;
  /** When an official who handles the case first opened it; null while it is new. */
  @Column({ ...INSTANT, nullable: true }) readAt!: Date | null;
  @Column({ ...ID, nullable: true }) readBy!: string | null;
}
