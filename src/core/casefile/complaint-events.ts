import type { LocalDate } from '../law';
import type { ComplaintOutcome, Outcome } from './codes';
import type { Happened, Paper } from './happened';

/** A complaint as an old register tells it: that there was one, and its outcome. */
export interface Complained extends Happened {
  type: 'complained';
  outcome: ComplaintOutcome | null;
}
/** The applicant complained to the Agency on `occurredOn`. */
export interface ComplaintLodged extends Happened {
  type: 'complaint-lodged';
  complaintId: string;
}
/** The Agency's letter arrived: the municipality's days to reply run from `occurredOn`. */
export interface ComplaintNotified extends Happened {
  type: 'complaint-notified';
  complaintId: string;
  papers?: Paper[];
}
/** The municipality replied to the Agency. */
export interface ComplaintAnswered extends Happened {
  type: 'complaint-answered';
  complaintId: string;
  /** The due day by which the reply is judged, whatever calendar comes later; null where no term was known. */
  dueOn?: LocalDate | null;
  papers?: Paper[];
}
/** The Agency's decision arrived on `occurredOn`; a binding one starts the days to comply. */
export interface ComplaintDecided extends Happened {
  type: 'complaint-decided';
  complaintId: string;
  outcome: ComplaintOutcome;
  papers?: Paper[];
}
/** The municipality did what the binding decision asks; `outcome` is how the request ended after it. */
export interface ComplaintComplied extends Happened {
  type: 'complaint-complied';
  complaintId: string;
  outcome: Outcome;
  /** The due day by which it is judged; see `ComplaintAnswered`. */
  dueOn?: LocalDate | null;
  papers?: Paper[];
}
