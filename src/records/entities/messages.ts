import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PageLanguage } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { CODE, DAY, ID, INSTANT, JSON_TEXT } from '../columns';
import { CaseRow } from './cases';

/**
 * `discarded`: it failed, and an administrator decided that it need not be sent; or it is an alarm that waited for the mail
 * server until its case had moved on.
 */
export type MessageState = 'pending' | 'sending' | 'sent' | 'failed' | 'discarded';

/**
 * Why a message was given up. refused: the mail server said "never". gave-up: it said "later" for three days.
 * not-composed: the message could not be put into words. bounced: the mail server took it, and reported later that it did
 * not arrive.
 */
export type MessageFailure = 'refused' | 'gave-up' | 'not-composed' | 'bounced';

/** How it leaves the house: by mail to a person, or signed to another system. */
export type MessageChannel = 'mail' | 'webhook';

/** The outbox: a message that a transaction decided on; a relay sends it afterwards, however often it must try. */
@Entity('outbox')
@Index('outbox_channel_state_next', ['channel', 'state', 'nextAttemptAt'])
@Index('outbox_case', ['caseId'])
@Index('outbox_institution_created', ['institutionId', 'createdAt', 'id'])
export class OutboxRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @Column({ ...ID, nullable: true }) caseId!: string | null;
  @Column({ ...CODE, default: 'mail' }) channel!: MessageChannel;
  /** Of a mail the template: `templates/mail/<kind>.njk` with words in `mail.json`; else what another system is told of. */
  @Column(CODE) kind!: string;
  /** An e-mail address, or the host of the other system. */
  @Column({ type: 'varchar', length: 254 }) recipient!: string;
  @Column({ type: 'varchar', length: 3 }) language!: PageLanguage;
  /** What the template needs; ids and codes, and what was true when the message was decided on. Or the payload. */
  @Column(JSON_TEXT) facts!: Record<string, unknown>;
  /** Files to attach. */
  @Column(JSON_TEXT) fileIds!: string[];
  @Column(CODE) state!: MessageState;
  @Column({ type: 'integer' }) attempts!: number;
  @Column(INSTANT) nextAttemptAt!: Date;
  @Column(INSTANT) createdAt!: Date;
  @Column({ ...INSTANT, nullable: true }) sentAt!: Date | null;
  @Column({ type: 'varchar', length: 500, nullable: true }) problem!: string | null;
  @Column({ ...CODE, nullable: true }) failure!: MessageFailure | null;
}

/** `set-aside`: its job failed again and again. `discarded`: an administrator decided that it need not be told. */
export type AlarmState = 'planned' | 'told' | 'superseded' | 'no-longer-due' | 'set-aside' | 'discarded';

/**
 * Why the job of an alarm fails. unreadable: the history of its case makes no case. stalled: the worker died of it each
 * time. failing: an error each time.
 */
export type AlarmFailure = 'unreadable' | 'stalled' | 'failing';

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
  /** How often its job has failed. */
  @Column({ type: 'integer', default: 0 }) tries!: number;
  /** When its job may be tried again after it failed. */
  @Column({ ...INSTANT, nullable: true }) tryAt!: Date | null;
  @Column({ ...CODE, nullable: true }) failure!: AlarmFailure | null;
  @Column({ type: 'varchar', length: 500, nullable: true }) problem!: string | null;
  /** When somebody said "I have it" to this escalation, or to one of the same rung: it does not climb any further. */
  @Column({ ...INSTANT, nullable: true }) acknowledgedAt?: Date | null;
  @Column({ ...ID, nullable: true }) acknowledgedBy?: string | null;
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
