import type { LocalDate } from '../law';
import { type CaseFile, isClosed } from './case-file';
import type { ComplaintOutcome, Outcome } from './codes';
import { type Complaint, complaintStage } from './complaint';
import type {
  ComplaintAnswered,
  ComplaintComplied,
  ComplaintDecided,
  ComplaintLodged,
  ComplaintNotified,
} from './complaint-events';
import { NotAllowed } from './not-allowed';

/** What the law lets the applicant complain about within fifteen days: a refusal, full or partial (beside silence). */
const REFUSING: readonly Outcome[] = ['partial', 'refused', 'unanswered'];

/** An applicant may find that an answer without a document refuses one, too; the Agency says whether. */
const COMPLAINABLE: readonly Outcome[] = [...REFUSING, 'already-public', 'redirected'];

/** How a request can end after a binding decision: with the documents, or with another decision that gives its reasons. */
export const COMPLIANCE_OUTCOMES = ['granted', 'partial', 'already-public', 'refused'] as const satisfies Outcome[];
export type ComplianceOutcome = (typeof COMPLIANCE_OUTCOMES)[number];

/** Whether a complaint can be entered: of a refusal, of silence, or of an answer that gives no document. */
export function canBeComplainedAbout(file: CaseFile): boolean {
  return complainableSince(file, COMPLAINABLE) !== null;
}

/**
 * The day from which the applicant's days to complain run: of silence or a refusal (Law 06/L-081, as AIP publishes it).
 * Null when neither happened.
 */
export function complainableSince(file: CaseFile, outcomes: readonly Outcome[] = REFUSING): LocalDate | null {
  if (file.kind !== 'access-request') return null;
  if (file.decision && !outcomes.includes(file.decision.outcome)) return null;
  return file.silentSince ?? file.decision?.on ?? null;
}

/** A complaint became known. A late one is entered too: whether it is too late is the Agency's to say. */
export function lodgeComplaint(file: CaseFile, complaintId: string, on: LocalDate, today: LocalDate): ComplaintLodged {
  if (file.kind !== 'access-request') throw new NotAllowed('complaint.not-this-kind');
  const since = complainableSince(file, COMPLAINABLE);
  if (since === null) throw new NotAllowed('complaint.nothing-refused');
  if (file.complaint && complaintStage(file.complaint) !== 'done') throw new NotAllowed('complaint.already-open');
  notInFuture(on, today);
  if (on < since) throw new NotAllowed('complaint.before-refusal');
  return { type: 'complaint-lodged', occurredOn: on, complaintId };
}

/** The Agency's letter arrived: seven days to reply (as a legal-aid platform tells the law). */
export function agencyWrote(file: CaseFile, on: LocalDate, today: LocalDate): ComplaintNotified {
  const complaint = pending(file);
  if (complaint.notifiedOn !== null) throw new NotAllowed('complaint.already-notified');
  notInFuture(on, today);
  if (on < complaint.on) throw new NotAllowed('complaint.out-of-order');
  return { type: 'complaint-notified', occurredOn: on, complaintId: complaint.id };
}

/** The municipality replied to the Agency. `dueOn`: the last day of its days to reply, by which it is judged. */
export function answerComplaint(
  file: CaseFile,
  on: LocalDate,
  today: LocalDate,
  dueOn: LocalDate | null = null,
): ComplaintAnswered {
  const complaint = pending(file);
  if (complaint.notifiedOn === null) throw new NotAllowed('complaint.not-notified');
  if (complaint.answeredOn !== null) throw new NotAllowed('complaint.already-answered');
  notInFuture(on, today);
  if (on < complaint.notifiedOn) throw new NotAllowed('complaint.out-of-order');
  return { type: 'complaint-answered', occurredOn: on, complaintId: complaint.id, dueOn };
}

/** The Agency's decision arrived. It may decide without a reply. */
export function decideComplaint(
  file: CaseFile,
  outcome: ComplaintOutcome,
  on: LocalDate,
  today: LocalDate,
): ComplaintDecided {
  const complaint = pending(file);
  notInFuture(on, today);
  const earliest = complaint.answeredOn ?? complaint.notifiedOn ?? complaint.on;
  if (on < earliest) throw new NotAllowed('complaint.out-of-order');
  return { type: 'complaint-decided', occurredOn: on, complaintId: complaint.id, outcome };
}

/**
 * The municipality did what a binding decision asks. A request that was never decided is decided first. `dueOn`: the last
 * day to comply, by which it is judged.
 */
export function comply(
  file: CaseFile,
  outcome: Outcome,
  on: LocalDate,
  today: LocalDate,
  dueOn: LocalDate | null = null,
): ComplaintComplied {
  const { complaint } = file;
  if (!complaint?.id || complaintStage(complaint) !== 'comply') throw new NotAllowed('complaint.nothing-to-comply');
  if (!isClosed(file)) throw new NotAllowed('complaint.decide-first');
  notInFuture(on, today);
  if (complaint.decidedOn !== null && on < complaint.decidedOn) throw new NotAllowed('complaint.out-of-order');
  return { type: 'complaint-complied', occurredOn: on, complaintId: complaint.id, outcome, dueOn };
}

function pending({ complaint }: CaseFile): Complaint & { id: string } {
  if (!complaint || complaint.id === null) throw new NotAllowed('complaint.none');
  if (complaint.outcome !== null) throw new NotAllowed('complaint.already-decided');
  return { ...complaint, id: complaint.id };
}

function notInFuture(on: LocalDate, today: LocalDate): void {
  if (on > today) throw new NotAllowed('complaint.future');
}
