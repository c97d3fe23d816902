import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type {
  AnswerForm,
  ApplicantType,
  Channel,
  ComplaintOutcome,
  ComplaintStage,
  DocumentType,
  Kind,
  Language,
  Outcome,
  Status,
} from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { CODE, DAY, ID, INSTANT, JSON_TEXT } from '../columns';
import { Institution } from './people';

/**
 * What a person sent, exactly as sent, but for who sent it (`Identity`). A trigger in the database refuses deletion, and every
 * change but one: when who sent it is taken away for good.
 */
@Entity('submissions')
@Index('submissions_key', ['institutionId', 'submissionKey'], { unique: true })
export class Submission {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'submissions_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  /** Chosen by the sender's form: the same key files once. */
  @Column({ type: 'varchar', length: 64 }) submissionKey!: string;
  @Column(CODE) channel!: Channel;
  @Column(CODE) kind!: Kind;
  @Column(INSTANT) receivedAt!: Date;
  /** The fields as they were typed, without those about the person. */
  @Column(JSON_TEXT) payload!: Record<string, unknown>;
  /** SHA-256 of all that was sent, files included, for the receipt; see `fingerprintOf`. */
  @Column({ type: 'varchar', length: 64 }) sha256!: string;
  /** The day on which what could name the sender was taken out of it. */
  @Column({ ...DAY, nullable: true }) anonymisedOn?: LocalDate | null;
}

/** A submission that is kept and waits to be registered (something went wrong); the sweep tries again. */
@Entity('intake_backlog')
export class IntakeBacklog {
  @PrimaryColumn(ID)
  @ForeignKey(() => Submission, { name: 'intake_backlog_submission_fk', onDelete: 'RESTRICT' })
  submissionId!: string;
  @Column(ID) institutionId!: string;
  @Column({ type: 'integer' }) tries!: number;
  @Column({ type: 'varchar', length: 500 }) problem!: string;
}

/** The last protocol number given in a year. */
@Entity('protocol_counters')
export class ProtocolCounter {
  @PrimaryColumn(ID) institutionId!: string;
  @PrimaryColumn({ type: 'integer' }) year!: number;
  @Column({ type: 'integer' }) last!: number;
}

/** What a filter of the queue can ask: an index answers without the rows of cases that do not fit. */
const ASKED = ['kind', 'status', 'assigneeId', 'directorateId', 'dueAt'];
const OF_UNIT = ['kind', 'status', 'institutionId', 'dueAt', 'receivedOn'];
const OPEN = 'is_open';
const WAITING = "is_open AND (awaited_since IS NOT NULL OR due_on = '9999-12-31')";
const COMPLAINTS = "complaint_stage IN ('reply', 'agency', 'comply')";

/**
 * A case file's row: what the queue filters and sorts by. All of it can be derived again from the events; due days are
 * kept here only as an index, together with the versions of the law and the calendar that they were derived from.
 */
@Entity('case_files')
@Index('case_files_reference', ['institutionId', 'reference'], { unique: true })
@Index('case_files_open_due', ['institutionId', 'isOpen', 'dueOn', 'id'])
@Index('case_files_assignee_due', ['assigneeId', 'isOpen', 'dueOn', 'id'])
@Index('case_files_directorate_due', ['directorateId', 'isOpen', 'dueOn', 'id'])
@Index('case_files_urgent_due', ['institutionId', 'isOpen', 'dueAt', 'id'])
@Index('case_files_next_rung', ['nextRungAt'])
@Index('case_files_awaited', ['institutionId', 'awaitedSince', 'id'])
@Index('case_files_received', ['institutionId', 'isOpen', 'receivedOn', 'id'])
@Index('case_files_closed', ['institutionId', 'closedOn'])
@Index('case_files_retention', ['institutionId', 'isOpen', 'anonymisedOn', 'closedOn', 'id'])
@Index('case_files_open_by_due', ['institutionId', 'dueOn', 'id', ...ASKED], { where: OPEN })
@Index('case_files_open_by_receipt', ['institutionId', 'receivedOn', 'id', 'dueOn', ...ASKED], { where: OPEN })
@Index('case_files_open_by_number', ['institutionId', 'reference', 'dueOn', 'receivedOn', ...ASKED], { where: OPEN })
@Index('case_files_open_by_status', ['institutionId', 'status', 'dueOn', 'id'], { where: OPEN })
@Index('case_files_open_by_assignee', ['assigneeId', 'dueOn', 'id', 'directorateId', ...OF_UNIT], { where: OPEN })
@Index('case_files_open_by_directorate', ['directorateId', 'dueOn', 'id', 'assigneeId', ...OF_UNIT], { where: OPEN })
@Index('case_files_waiting', ['institutionId', 'dueOn', 'id', ...ASKED], { where: WAITING })
@Index('case_files_complaints', ['institutionId', 'dueOn', 'id'], { where: COMPLAINTS })
@Index(
  'case_files_durations',
  ['institutionId', 'closedOn', 'receivedOn', 'kind', 'outcome', 'directorateId', 'assigneeId'],
  { where: 'closed_on IS NOT NULL' },
)
@Index('case_files_kind_due', ['institutionId', 'kind', 'isOpen', 'dueOn', 'id'])
@Index('case_files_area_due', ['institutionId', 'subjectArea', 'isOpen', 'dueOn', 'id'], {
  where: 'subject_area IS NOT NULL',
})
@Index('case_files_without_area', ['institutionId', 'dueOn', 'id'], { where: 'is_open AND subject_area IS NULL' })
export class CaseRow {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'case_files_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  @ForeignKey(() => Submission, { name: 'case_files_submission_fk', onDelete: 'RESTRICT' })
  @Index('case_files_submission', { unique: true })
  @Column(ID)
  submissionId!: string;
  @Column({ type: 'varchar', length: 60 }) reference!: string;
  @Column(CODE) kind!: Kind;
  @Column(CODE) channel!: Channel;
  @Column({ type: 'boolean' }) urgent!: boolean;
  @Column({ type: 'boolean' }) imported!: boolean;
  @Column({ type: 'varchar', length: 300 }) subject!: string;
  /** Lower case without accents: subject, reference and text, for the queue's text filter. */
  @Column({ type: 'text' }) searchText!: string;
  @Column({ type: 'varchar', length: 3 }) language!: Language;
  @Column({ type: 'varchar', length: 3 }) answerLanguage!: Language;
  @Column(CODE) documentType!: DocumentType;
  @Column(CODE) applicantType!: ApplicantType;
  @Column({ ...CODE, nullable: true }) wantedForm!: AnswerForm | null;
  @Column(DAY) receivedOn!: LocalDate;
  @Column(INSTANT) receivedAt!: Date;
  @Column(DAY) registeredOn!: LocalDate;
  @Column(CODE) status!: Status;
  @Column({ type: 'boolean' }) isOpen!: boolean;
  @Column({ ...ID, nullable: true }) assigneeId!: string | null;
  @Column({ ...ID, nullable: true }) directorateId!: string | null;
  /** The code of its `SubjectArea`. */
  @Column({ type: 'varchar', length: 12, nullable: true }) subjectArea?: string | null;
  /** The first deadline: never overwritten by an extension. */
  @Column({ ...DAY, nullable: true }) firstDueOn!: LocalDate | null;
  /**
   * The next deadline of the municipality: of the decision, or of the reply or compliance that a complaint demands.
   * `9999-12-31` while nothing of ours runs (the case waits for its calendar, for the applicant, or for the Agency), so
   * that it sorts last.
   */
  @Column(DAY) dueOn!: LocalDate;
  /** The deadline of the decision (or of the notice after consideration), by which the report judges; see `dueOn`. */
  @Column({ ...DAY, default: '9999-12-31' }) decisionDueOn!: LocalDate;
  /** Only the urgent clock has an instant. */
  @Column({ ...INSTANT, nullable: true }) dueAt!: Date | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) statuteVersion!: string | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) calendarVersion!: string | null;
  /** The calendar and settings that the case is counted by; of a closed case those that it was judged by. */
  @Column({ ...ID, default: '' }) basisId!: string;
  /** The day of the question that holds the clock. */
  @Column({ ...DAY, nullable: true }) pausedSince!: LocalDate | null;
  /** Days that passed without counting. */
  @Column({ type: 'integer', default: 0 }) pausedDays!: number;
  @Column({ ...DAY, nullable: true }) extendedOn!: LocalDate | null;
  @Column({ ...CODE, nullable: true }) extensionGround!: string | null;
  @Column({ ...DAY, nullable: true }) consideredOn!: LocalDate | null;
  @Column({ ...DAY, nullable: true }) silentSince!: LocalDate | null;
  @Column({ ...DAY, nullable: true }) closedOn!: LocalDate | null;
  @Column({ ...CODE, nullable: true }) outcome!: Outcome | null;
  @Column({ ...CODE, nullable: true }) answerForm!: AnswerForm | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) grounds!: string | null;
  @Column({ ...DAY, nullable: true }) complaintOn!: LocalDate | null;
  @Column({ ...CODE, nullable: true }) complaintOutcome!: ComplaintOutcome | null;
  @Column({ ...CODE, nullable: true }) complaintStage!: ComplaintStage | null;
  @Column({ ...DAY, nullable: true }) complaintNotifiedOn!: LocalDate | null;
  @Column({ ...DAY, nullable: true }) complaintAnsweredOn!: LocalDate | null;
  /** The due day by which the reply was judged. */
  @Column({ ...DAY, nullable: true }) replyDueOn!: LocalDate | null;
  @Column({ ...DAY, nullable: true }) complaintDecidedOn!: LocalDate | null;
  @Column({ ...DAY, nullable: true }) compliedOn!: LocalDate | null;
  /** The due day by which compliance was judged. */
  @Column({ ...DAY, nullable: true }) complyDueOn!: LocalDate | null;
  /** How the request ended after a binding decision of the Agency. */
  @Column({ ...CODE, nullable: true }) outcomeAfter!: Outcome | null;
  /** Since when an open case waits for somebody else, the longest first; null while it waits for nobody. */
  @Column({ ...DAY, nullable: true }) awaitedSince!: LocalDate | null;
  /** For whom: codes of `Awaited`, each once, in alphabetical order, with spaces between. */
  @Column({ type: 'varchar', length: 60, nullable: true }) awaited!: string | null;
  /** The day on which who asked was taken away. */
  @Column({ ...DAY, nullable: true }) anonymisedOn?: LocalDate | null;
  /** When the sweep must look at this case next; null when it owes no alarm. */
  @Column({ ...INSTANT, nullable: true }) nextRungAt!: Date | null;
  /** Grows by one with every event: a form that was loaded under an older one is told what changed. */
  @Column({ type: 'integer' }) version!: number;
}

/** Who asked: a record of its own, apart from the case, never shown in anything public. Blank once it was taken away. */
@Entity('applicants')
export class Applicant {
  @PrimaryColumn(ID)
  @ForeignKey(() => CaseRow, { name: 'applicants_case_fk', onDelete: 'RESTRICT' })
  caseId!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 254, nullable: true }) email!: string | null;
  @Column({ type: 'varchar', length: 500, nullable: true }) postalAddress!: string | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) phone!: string | null;
  /** What the applicant tells, with the reference, to see the case. */
  @Column({ type: 'varchar', length: 16 }) accessCode!: string;
}
