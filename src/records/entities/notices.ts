import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../core/law';
import { CODE, DAY, ID, INSTANT, JSON_TEXT } from '../columns';
import { CaseRow } from './cases';
import { Official } from './people';

/**
 * Whether a notice asks for "I have it". wanted: it does. acknowledged: somebody pressed it. passed: it is no longer asked
 * for, because the case moved on or the alarm climbed to its end.
 */
export type AckState = 'wanted' | 'acknowledged' | 'passed';

/** What an official finds on the bell. Alarms and other mails to officials alike leave one each. */
@Entity('notices')
@Index('notices_once', ['alarmId', 'officialId'], { unique: true })
@Index('notices_official_at', ['officialId', 'at', 'id'])
@Index('notices_official_read', ['officialId', 'readAt', 'at'])
@Index('notices_official_mailed', ['officialId', 'mailedAt'])
@Index('notices_case', ['caseId'])
export class NoticeRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @ForeignKey(() => Official, { name: 'notices_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @ForeignKey(() => CaseRow, { name: 'notices_case_fk', onDelete: 'RESTRICT' })
  @Column({ ...ID, nullable: true })
  caseId!: string | null;
  @Column({ ...ID, nullable: true }) alarmId!: string | null;
  /** The kind of the mail that says the same (`mail.json`), or `message-failed`. Its words: `mail:notice.<kind>`. */
  @Column(CODE) kind!: string;
  /** Ids, codes and days: what was true when it was written. */
  @Column(JSON_TEXT) facts!: Record<string, unknown>;
  @Column(INSTANT) at!: Date;
  @Column({ ...INSTANT, nullable: true }) readAt!: Date | null;
  /** When it went out by mail, at once or with a digest; null while it waits for the next digest. */
  @Column({ ...INSTANT, nullable: true }) mailedAt!: Date | null;
  /** Null where it asks for nothing. */
  @Column({ ...CODE, nullable: true }) ackState!: AckState | null;
}

/** The one mail of an official's morning; the unique key is why there are never two. */
@Entity('digests')
@Index('digests_once', ['officialId', 'day'], { unique: true })
export class DigestRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @ForeignKey(() => Official, { name: 'digests_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @Column(DAY) day!: LocalDate;
  /** The mail; null on a day that had nothing to say. */
  @Column({ ...ID, nullable: true }) messageId!: string | null;
  @Column(INSTANT) at!: Date;
}
