import type {
  AnswerForm,
  ApplicantType,
  ComplaintOutcome,
  DocumentType,
  Kind,
  Outcome,
  RefusalGround,
} from '../casefile';
import type { ComplaintTiming, OpenState, Stage } from './fact';
import type { ReportPeriod } from './period';

/** opening + received = closed by outcome + still open at the end: always, or the report is not shown. */
export interface Balance {
  opening: number;
  received: number;
  closed: Record<Outcome, number>;
  open: Record<OpenState, number>;
}

/** The yearly form of the access law, over the requests received in the period, as they stand on the as-of day. */
export interface AccessForm {
  received: {
    total: number;
    granted: number;
    refused: number;
    /** The form calls it "limited". */
    partial: number;
    /** Closed as unanswered, or open and past the deadline: refused by silence. */
    unanswered: number;
    otherReasons: Record<'already-public' | 'redirected' | 'forwarded' | 'withdrawn', number>;
    /** Open, and the deadline still runs or is not known yet. */
    pending: number;
  };
  /** Of the answers sent: how they were given. */
  answerForms: Record<AnswerForm | 'not-recorded', number>;
  /** Every answer that was sent, against its deadlines; a withdrawn request got none. */
  answers: { total: number; first: number; extended: number; late: number; noCalendar: number };
  /** Requests whose deadline was extended, answered or not. */
  extensions: number;
  complaints: Record<ComplaintOutcome | 'pending', number> & { total: number };
  /** Of the complaints about which the Agency wrote: whether the municipality replied within its days. */
  complaintReplies: Record<ComplaintTiming, number> & { total: number };
  /** Of the binding decisions: whether the municipality complied within its days. */
  compliance: Record<ComplaintTiming, number> & { total: number };
  /** How requests ended after a binding decision was complied with. */
  outcomesAfter: Record<Outcome, number>;
  applicants: Record<ApplicantType, number>;
  documents: Record<DocumentType, number>;
  /** A refusal may name several grounds. `not-recorded`: refusals of old registers that name none. */
  grounds: Record<RefusalGround | 'not-recorded', number>;
  /** Requests about the life or liberty of a person: 48 hours. */
  urgent: { total: number; inTime: number; late: number; silent: number; pending: number; withdrawn: number };
}

/** Petitions and the like: considered in 60 days, notice in 15 days from there. */
export interface StageForm {
  total: number;
  consideration: Record<Stage, number>;
  notice: Record<Stage, number>;
}

/** A subject area of the institution's list, with its names, because the list is its own. */
export interface ReportArea {
  code: string;
  nameSq: string;
  nameSr: string;
  nameEn: string;
  active: boolean;
}

/** Of the access requests received, as they stand on the as-of day. */
export const AREA_OUTCOMES = ['granted', 'refused', 'partial', 'unanswered', 'otherReasons', 'pending'] as const;
export type AreaOutcome = (typeof AREA_OUTCOMES)[number];

/** What was received in the period about one subject area. */
export interface AreaLine {
  /** Null: without an area. */
  area: ReportArea | null;
  received: Record<Kind | 'total', number>;
  access: Record<AreaOutcome | 'total', number>;
}

export type OtherKind = Exclude<Kind, 'access-request'>;

export interface Report {
  period: ReportPeriod;
  balance: Record<Kind | 'total', Balance>;
  access: AccessForm;
  others: Record<OtherKind, StageForm>;
  /** In the order of the institution's list, what has no area last; empty where no list is kept. */
  areas: AreaLine[];
}

/** Nothing counted yet. */
export const zeros = <K extends string>(keys: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

/** Adds up the values of a record of numbers. */
export const sumOf = (numbers: Record<string, number>): number => Object.values(numbers).reduce((a, b) => a + b, 0);

export const closedIn = (line: Balance): number => sumOf(line.closed);
export const openIn = (line: Balance): number => sumOf(line.open);
