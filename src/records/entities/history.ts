import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PageLanguage } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { CODE, DAY, ID, INSTANT, JSON_TEXT } from '../columns';
import { CaseRow } from './cases';
import { Institution } from './people';

/** The event log: audit trail, history and proof. Append-only; each row carries the hash of the one before. */
@Entity('events')
@Index('events_case', ['caseId', 'seq'])
export class EventRow {
  @ForeignKey(() => Institution, { name: 'events_institution_fk', onDelete: 'RESTRICT' })
  @PrimaryColumn(ID)
  institutionId!: string;
  /** 1, 2, 3 … within the institution, without gaps. */
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  /** Null for what happens to no case: an official added, a register imported. */
  @ForeignKey(() => CaseRow, { name: 'events_case_fk', onDelete: 'RESTRICT' })
  @Column({ ...ID, nullable: true })
  caseId!: string | null;
  @Column(CODE) type!: string;
  @Column(DAY) occurredOn!: LocalDate;
  @Column(INSTANT) recordedAt!: Date;
  @Column({ type: 'varchar', length: 10 }) actorKind!: 'official' | 'citizen' | 'system';
  @Column({ ...ID, nullable: true }) actorId!: string | null;
  /** The event's own fields, as the exact text that was hashed. */
  @Column({ type: 'text' }) data!: string;
  @Column({ type: 'varchar', length: 64 }) previousHash!: string;
  @Column({ type: 'varchar', length: 64 }) hash!: string;
}

/** The end of an institution's chain; locked while something is appended. */
@Entity('chain_heads')
export class ChainHead {
  @PrimaryColumn(ID) institutionId!: string;
  @Column({ type: 'integer' }) seq!: number;
  @Column({ type: 'varchar', length: 64 }) hash!: string;
}

export type FileRole =
  | 'submitted'
  | 'answer'
  | 'letter'
  | 'clarification'
  | 'complaint'
  | 'internal'
  | 'task'
  | 'message'
  | 'consultation'
  | 'crest';

/** A stored file; its bytes lie in the data folder under its SHA-256. */
@Entity('files')
@Index('files_case', ['caseId'])
@Index('files_submission', ['submissionId'])
@Index('files_text_state', ['textState'])
export class FileRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @Column({ ...ID, nullable: true }) caseId!: string | null;
  @Column({ ...ID, nullable: true }) submissionId!: string | null;
  @Column(CODE) role!: FileRole;
  @Column({ type: 'varchar', length: 255 }) name!: string;
  @Column({ type: 'varchar', length: 100 }) mediaType!: string;
  @Column({ type: 'integer' }) size!: number;
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  /** The day on which its bytes were deleted, because they could name the applicant. */
  @Column({ ...DAY, nullable: true }) removedOn?: LocalDate | null;
  /** True when the applicant may download it. */
  @Column({ type: 'boolean' }) released!: boolean;
  @Column(INSTANT) createdAt!: Date;
  /** What became of its text; a new file waits to be read. */
  @Column({ ...CODE, default: 'waiting' }) textState?: FileTextState;
}

/**
 * waiting: to be read. read: its text is searched. no-text: a kind that is not read, such as a picture, or nothing in it. partly: only its beginning, because it
 * is very long. The others say why it could not be read.
 */
export type FileTextState = 'waiting' | 'read' | 'partly' | 'no-text' | 'encrypted' | 'broken' | 'too-much' | 'missing';

/** The text of a file, as far as it was read. */
@Entity('file_texts')
export class FileText {
  @PrimaryColumn(ID) fileId!: string;
  @Column({ type: 'text' }) text!: string;
}

@Entity('notes')
@Index('notes_case', ['caseId'])
export class Note {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => CaseRow, { name: 'notes_case_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  caseId!: string;
  @Column(ID) authorId!: string;
  @Column({ type: 'text' }) text!: string;
  @Column(INSTANT) createdAt!: Date;
}

export type LetterKind =
  | 'receipt'
  | 'clarification'
  | 'consultation'
  | 'clarification-answer'
  | 'extension'
  | 'forward-offered'
  | 'decision'
  | 'silence'
  | 'compliance'
  | 'complaint-reply';

/** A letter as it went out (or, for an answer to a clarification, as it came in). */
@Entity('letters')
@Index('letters_case', ['caseId'])
export class LetterRow {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => CaseRow, { name: 'letters_case_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  caseId!: string;
  @Column(CODE) kind!: LetterKind;
  @Column({ type: 'varchar', length: 3 }) language!: PageLanguage;
  /** The facts that the letter states; its words come from the templates of its language. */
  @Column(JSON_TEXT) facts!: Record<string, unknown>;
  /** The letter's full text as sent, so that a later change of wording changes no letter. */
  @Column({ type: 'text' }) text!: string;
  /** The PDF, when there is one. */
  @Column({ ...ID, nullable: true }) fileId!: string | null;
  @Column({ type: 'boolean' }) fromApplicant!: boolean;
  @Column(INSTANT) createdAt!: Date;
}
