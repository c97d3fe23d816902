import type {
  AnswerForm,
  ApplicantType,
  ComplaintOutcome,
  DocumentType,
  Kind,
  Outcome,
  RefusalGround,
} from '../casefile';

/** Where a case stands at the end of the period: closed by an outcome, or open in one of three ways. */
export const OPEN_STATES = ['open-in-time', 'open-past-due', 'open-no-calendar'] as const;
export type OpenState = (typeof OPEN_STATES)[number];

/**
 * How an access request stands to its deadlines on the as-of day. `first`: answered by the first deadline. `extended`: only
 * by the longer one. `silent`: refused by silence, whether closed as unanswered or still open after its deadline.
 */
export const TIMINGS = ['first', 'extended', 'late', 'silent', 'not-yet', 'no-calendar'] as const;
export type Timing = (typeof TIMINGS)[number];

/** One stage of a petition (consideration, then notice). `none`: closed without it, or not come to it yet. */
export const STAGES = ['in-time', 'late', 'overdue', 'not-yet', 'no-calendar', 'none'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * How a step that the municipality owes in a complaint stands on the as-of day: its reply to the Agency, or what a binding
 * decision asks. `none`: the Agency decided without a reply. `no-term`: no law of that day set one.
 */
export const COMPLAINT_TIMINGS = ['in-time', 'late', 'pending', 'none', 'no-term'] as const;
export type ComplaintTiming = (typeof COMPLAINT_TIMINGS)[number];

/** So many cases that are alike in everything that the report counts. */
export interface ReportFact {
  kind: Kind;
  /** Received before the period and not closed before it, or within it. */
  received: 'before' | 'within';
  /** At the end of the period (or on the as-of day, when that comes first). */
  atEnd: Outcome | OpenState;
  /** On the as-of day; null while open. Everything below is told as of that day, too. */
  outcome: Outcome | null;
  /** Access requests only; null for the other kinds. */
  timing: Timing | null;
  /** The other kinds only; null for access requests. */
  consideration: Stage | null;
  notice: Stage | null;
  extended: boolean;
  urgent: boolean;
  complaint: ComplaintOutcome | 'pending' | null;
  /** Null while the Agency has not written, and for complaints of old registers. */
  reply: ComplaintTiming | null;
  /** Null without a binding decision of a known day. */
  compliance: ComplaintTiming | null;
  /** How the request ended after a binding decision. */
  outcomeAfter: Outcome | null;
  answerForm: AnswerForm | null;
  applicantType: ApplicantType;
  documentType: DocumentType;
  /** The code of the subject area, as it is now; null where it has none. */
  area: string | null;
  /** Of a refusal, full or partial. */
  grounds: readonly RefusalGround[];
  n: number;
}
