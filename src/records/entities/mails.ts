import { Column, type ColumnOptions, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CODE, ID, INSTANT } from '../columns';
import { CaseRow } from './cases';
import { Institution } from './people';

/** A UID of IMAP has 32 bits without a sign; PostgreSQL hands such numbers over as text. */
const BIG: ColumnOptions = {
  type: 'bigint',
  transformer: { to: (value: unknown) => value, from: (value: unknown) => (value === null ? null : Number(value)) },
};

/** How the connection to a mailbox is kept from listeners. `none` only on this very machine. */
export const MAILBOX_SECURITY = ['tls', 'starttls', 'none'] as const;
export type MailboxSecurity = (typeof MAILBOX_SECURITY)[number];

/** What happens in the mailbox to a mail that is safely kept here. */
export const MAILBOX_AFTER = ['seen', 'move'] as const;
export type MailboxAfter = (typeof MAILBOX_AFTER)[number];

/** Where applicants' replies go: to the address of the mailbox, or to one of the case's own (`name+number@…`). */
export const MAILBOX_REPLIES = ['plain', 'plus'] as const;
export type MailboxReplies = (typeof MAILBOX_REPLIES)[number];

/** The IMAP mailbox in which an institution receives what citizens mail. One at most, so the institution is its key. */
@Entity('mailboxes')
export class Mailbox {
  @ForeignKey(() => Institution, { name: 'mailboxes_institution_fk', onDelete: 'RESTRICT' })
  @PrimaryColumn(ID)
  institutionId!: string;
  @Column({ type: 'varchar', length: 253 }) host!: string;
  @Column({ type: 'integer' }) port!: number;
  @Column(CODE) security!: MailboxSecurity;
  @Column({ type: 'varchar', length: 254 }) username!: string;
  /** Sealed with a key that follows from the installation's own secret (`platform/secrets`). */
  @Column({ type: 'varchar', length: 1000 }) password!: string;
  @Column({ type: 'varchar', length: 200 }) folder!: string;
  @Column(CODE) after!: MailboxAfter;
  /** Where mails go once they are kept; only with `after` = move. */
  @Column({ type: 'varchar', length: 200, nullable: true }) movedTo!: string | null;
  /** What citizens write to; lower case. */
  @Column({ type: 'varchar', length: 254 }) address!: string;
  @Column({ ...CODE, default: 'plain' }) replies!: MailboxReplies;
  @Column({ type: 'boolean' }) active!: boolean;
  /** From when on mail is taken in. What lay there before is taken only where nobody has read it. */
  @Column(INSTANT) since!: Date;
  /** The numbering of the folder (RFC 3501) and the last number that was taken in under it. */
  @Column({ type: 'varchar', length: 20, nullable: true }) uidValidity!: string | null;
  @Column(BIG) lastUid!: number;
  /** Which process reads it, and until when nobody else may. */
  @Column({ ...ID, nullable: true }) leaseHolder!: string | null;
  @Column({ ...INSTANT, nullable: true }) leaseUntil!: Date | null;
  /** When it was last looked into with success. */
  @Column({ ...INSTANT, nullable: true }) checkedAt!: Date | null;
  /** Why it cannot be read, and since when; null while it can. Words: `mail-intake:trouble`. */
  @Column({ ...CODE, nullable: true }) trouble!: string | null;
  @Column({ ...INSTANT, nullable: true }) troubleSince!: Date | null;
  /** Whether the administrators were told. */
  @Column({ type: 'boolean' }) troubleTold!: boolean;
  @Column(INSTANT) createdAt!: Date;
  /** Grows with every change of the settings: whoever reads under older ones begins anew. */
  @Column({ type: 'integer' }) version!: number;
}

/**
 * `kept`: safely stored, not yet read. `draft`: waits for an official. `set-aside`: written by a machine, waits for nobody.
 * `copy`: the same mail came twice. `attached`: belongs to a case that there was.
 */
export const MAIL_STATES = ['kept', 'draft', 'set-aside', 'copy', 'registered', 'attached', 'discarded'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Why nobody is asked to look at a mail (RFC 3834 and its like). */
export const MAIL_SET_ASIDE = ['auto-reply', 'bounce', 'bulk', 'loop', 'spam'] as const;
export type MailSetAside = (typeof MAIL_SET_ASIDE)[number];

/** What could not be taken from a mail; its raw message says all of it, unless it was too large. */
export const MAIL_FLAWS = ['too-large', 'unreadable', 'cut'] as const;
export type MailFlaw = (typeof MAIL_FLAWS)[number];

/**
 * How sure it is that a reply comes from the applicant. proved: it answers a message that went to this very address and to
 * nobody else. address: the sender's address is the applicant's, which anybody can write. unknown: neither.
 */
export const MAIL_SENDERS = ['proved', 'address', 'unknown'] as const;
export type MailSenderGrade = (typeof MAIL_SENDERS)[number];

/** A mail that came in. The raw message is kept under its SHA-256, as every file is. */
@Entity('mails')
@Index('mails_once', ['institutionId', 'source', 'uidValidity', 'uid'], { unique: true })
@Index('mails_content', ['institutionId', 'contentKey'])
@Index('mails_state', ['institutionId', 'state', 'receivedAt', 'id'])
@Index('mails_unmarked', ['institutionId', 'marked'])
@Index('mails_case', ['caseId'])
@Index('mails_to_forget', ['institutionId', 'state', 'receivedAt'], { where: 'case_id IS NULL AND size > 0' })
export class MailRow {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'mails_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  /** A short sum over server, user and folder: numbers of another mailbox are others. */
  @Column({ type: 'varchar', length: 16 }) source!: string;
  @Column({ type: 'varchar', length: 20 }) uidValidity!: string;
  @Column(BIG) uid!: number;
  /** Whether it was marked as read, or moved, in the mailbox. */
  @Column({ type: 'boolean' }) marked!: boolean;
  /** The same for the same mail, however often and by whatever way it was delivered; null until it was read. */
  @Column({ type: 'varchar', length: 64, nullable: true }) contentKey!: string | null;
  @Column(CODE) state!: MailState;
  @Column({ ...CODE, nullable: true }) setAside!: MailSetAside | null;
  @Column({ ...CODE, nullable: true }) flaw!: MailFlaw | null;
  /** When the mail server took it: the day of arrival. */
  @Column(INSTANT) receivedAt!: Date;
  @Column({ type: 'varchar', length: 200 }) fromName!: string;
  @Column({ type: 'varchar', length: 254 }) fromAddress!: string;
  @Column({ type: 'varchar', length: 500 }) subject!: string;
  /** The text, also of a mail that has only HTML. */
  @Column({ type: 'text' }) text!: string;
  /** True where the sender is a machine or asked for silence: it gets no receipt. */
  @Column({ type: 'boolean' }) quiet!: boolean;
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  /** In bytes; of one that was too large, of what was kept. */
  @Column({ type: 'integer' }) size!: number;
  /** How often reading it was begun. */
  @Column({ type: 'integer' }) tries!: number;
  /** The case that it became, or to which it belongs; of a draft, the one that it seems to answer. */
  @ForeignKey(() => CaseRow, { name: 'mails_case_fk', onDelete: 'RESTRICT' })
  @Column({ ...ID, nullable: true })
  caseId!: string | null;
  @Column({ ...CODE, nullable: true }) sender!: MailSenderGrade | null;
  /** Who decided on it; null while nobody has, or where nobody had to. */
  @Column({ ...ID, nullable: true }) settledBy!: string | null;
  @Column({ ...INSTANT, nullable: true }) settledAt!: Date | null;
  /** Why it was discarded. */
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column(INSTANT) createdAt!: Date;
}

/** What was attached to a mail. Without `sha256`: it was not taken in, and `refused` says why. */
@Entity('mail_files')
@Index('mail_files_mail', ['mailId'])
export class MailFile {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => MailRow, { name: 'mail_files_mail_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  mailId!: string;
  @Column({ type: 'varchar', length: 255 }) name!: string;
  @Column({ type: 'varchar', length: 100, nullable: true }) mediaType!: string | null;
  @Column({ type: 'integer' }) size!: number;
  @Column({ type: 'varchar', length: 64, nullable: true }) sha256!: string | null;
  @Column({ ...CODE, nullable: true }) refused!: string | null;
}
