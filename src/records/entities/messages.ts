import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PageLanguage } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { CODE, DAY, ID, INSTANT, JSON_TEXT } from '../columns';
import { CaseRow } from './cases';

export type MessageState = 'pending' | 'sending' | 'sent' | 'failed';

/** The outbox: a message that a transaction decided on; a relay sends it afterwards, however often it must try. */
@Entity('outbox')
@Index('outbox_state_next', ['state', 'nextAttemptAt'])
@Index('outbox_case', ['caseId'])
@Index('outbox_institution_created', ['institutionId', 'createdAt', 'id'])
export class OutboxRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @Column({ ...ID, nullable: true }) caseId!: string | null;
  /** The template: `templates/mail/<kind>.njk` with words in `mail.json`. */
  @Column(CODE) kind!: string;
  @Column({ type: 'varchar', length: 254 }) recipient!: string;
  @Column({ type: 'varchar', length: 3 }) language!: PageLanguage;
  /** What the template needs; ids and codes, and what was true when the message was decided on. */
  @Column(JSON_TEXT) facts!: Record<string, unknown>;
  /** Files to attach. */
  @Column(JSON_TEXT) fileIds!: string[];
  @Column(CODE) state!: MessageState;
  @Column({ type: 'integer' }) attempts!: number;
  @Column(INSTANT) nextAttemptAt!: Date;
  @Column(INSTANT) createdAt!: Date;
  @Column({ ...INSTANT, nullable: true }) sentAt!: Date | null;
  @Column({ type: 'varchar', length: 500, nullable: true }) problem!: string | null;
}

export type AlarmState = 'planned' | 'told' | 'superseded' | 'no-longer-due';

/** One rung for one person under one clock: the unique key is why nobody is told twice. */
@Entity('alarms')
@Index('alarms_once', ['caseId', 'clockVersion', 'rung', 'recipientKey'], { unique: true })
@Index('alarms_state', ['state'])
export class AlarmRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @ForeignKey(() => CaseRow, { name: 'alarms_case_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  caseId!: string;
  @Column({ type: 'varchar', length: 80 }) clockVersion!: string;
  @Column(CODE) rung!: string;
  /** The official's id, or `citizen`, or `-` for a superseded rung. */
  @Column(ID) recipientKey!: string;
  /** The day it fell due. */
  @Column(DAY) dueOn!: LocalDate;
  @Column(CODE) state!: AlarmState;
  @Column(INSTANT) createdAt!: Date;
  @Column({ ...INSTANT, nullable: true }) settledAt!: Date | null;
}

/** A register file that was taken in. */
@Entity('imports')
export class ImportRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @Column({ type: 'varchar', length: 255 }) fileName!: string;
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  @Column({ type: 'integer' }) added!: number;
  @Column({ type: 'integer' }) unchanged!: number;
  @Column(ID) byId!: string;
  @Column(INSTANT) at!: Date;
}
