import type { LocalDate, Procedure } from '../law';
import type { ComplaintOutcome, Outcome } from './codes';
import type {
  Complained,
  ComplaintAnswered,
  ComplaintComplied,
  ComplaintDecided,
  ComplaintLodged,
  ComplaintNotified,
} from './complaint-events';

/** A complaint to the Agency and how far it came. All days are Europe/Belgrade. */
export interface Complaint {
  /** Null for one that an old register tells: it runs on no clock. */
  id: string | null;
  /** The day on which the applicant complained. */
  on: LocalDate;
  /** The day on which the Agency's letter arrived. */
  notifiedOn: LocalDate | null;
  answeredOn: LocalDate | null;
  /** The due day by which the reply was judged; null before it, and where no term was known. */
  replyDueOn: LocalDate | null;
  /** The day on which the Agency's decision arrived; null with an outcome for one that an old register tells. */
  decidedOn: LocalDate | null;
  outcome: ComplaintOutcome | null;
  compliedOn: LocalDate | null;
  /** The due day by which compliance was judged. */
  complyDueOn: LocalDate | null;
  /** How the request ended after a binding decision. */
  outcomeAfter: Outcome | null;
}

/**
 * `reply`: the municipality owes the Agency an answer. `agency`: the Agency has it. `comply`: the municipality owes what a
 * binding decision asks. `done`: nobody owes anything; the applicant may still go to court.
 */
export const COMPLAINT_STAGES = ['reply', 'agency', 'comply', 'done'] as const;
export type ComplaintStage = (typeof COMPLAINT_STAGES)[number];

/** Which of the complaint's clocks runs in a stage; null where none does. */
export const COMPLAINT_PROCEDURE: Record<ComplaintStage, Procedure | null> = {
  reply: 'complaint.reply',
  agency: 'complaint.decision',
  comply: 'complaint.comply',
  done: null,
};

export type ComplaintEvent =
  Complained | ComplaintLodged | ComplaintNotified | ComplaintAnswered | ComplaintDecided | ComplaintComplied;

/** The complaint after an event. */
export function applyComplaint(complaint: Complaint | null, event: ComplaintEvent): Complaint | null {
  const on = event.occurredOn;
  switch (event.type) {
    case 'complained':
      return { ...newComplaint(null, on), outcome: event.outcome };
    case 'complaint-lodged':
      return newComplaint(event.complaintId, on);
    case 'complaint-notified':
      return complaint && { ...complaint, notifiedOn: on };
    case 'complaint-answered':
      return complaint && { ...complaint, answeredOn: on, replyDueOn: event.dueOn ?? null };
    case 'complaint-decided':
      return complaint && { ...complaint, decidedOn: on, outcome: event.outcome };
    case 'complaint-complied':
      return (
        complaint && {
          ...complaint,
          compliedOn: on,
          complyDueOn: event.dueOn ?? null,
          outcomeAfter: event.outcome,
        }
      );
  }
}

export function complaintStage(complaint: Complaint): ComplaintStage {
  if (complaint.id === null) return 'done';
  if (complaint.outcome === null) {
    return complaint.notifiedOn !== null && complaint.answeredOn === null ? 'reply' : 'agency';
  }
  return complaint.outcome === 'binding' && complaint.compliedOn === null ? 'comply' : 'done';
}

/** Day zero of the clock that runs in the present stage. */
export function complaintTrigger(complaint: Complaint): LocalDate {
  const stage = complaintStage(complaint);
  if (stage === 'reply') return complaint.notifiedOn ?? complaint.on;
  return stage === 'comply' ? (complaint.decidedOn ?? complaint.on) : complaint.on;
}

function newComplaint(id: string | null, on: LocalDate): Complaint {
  return {
    id,
    on,
    notifiedOn: null,
    answeredOn: null,
    replyDueOn: null,
    decidedOn: null,
    outcome: null,
    compliedOn: null,
    complyDueOn: null,
    outcomeAfter: null,
  };
}
