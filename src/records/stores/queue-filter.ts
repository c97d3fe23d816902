import type { ComplaintStage, Kind, Outcome, Status } from '../../core/casefile';
import { isLocalDate, type LocalDate } from '../../core/law';

/** Which cases to list. What is not given is not asked. */
export interface QueueFilter {
  institutionId: string;
  /**
   * With `orAssigneeId` only cases of `directorateId` or assigned to that official: what directorate staff may see. With
   * `orOf` those of others as well, in whose place they work; with `orUrgent` the open urgent ones.
   */
  visible: {
    directorateId?: string;
    orAssigneeId?: string;
    orOf?: { assigneeId: string; directorateId: string | null }[];
    orUrgent?: boolean;
    orKinds?: readonly Kind[];
  };
  /** `open` (every status but closed), `all`, `complaints` (a complaint is under way), or one status. */
  status: Status | 'open' | 'all' | 'complaints';
  kind?: Kind;
  /** An official's id, or `nobody`. */
  assignee?: string;
  /** A directorate's id, or `none`. */
  directorate?: string;
  /** Due on these days, both included. */
  dueFrom?: LocalDate;
  dueUntil?: LocalDate;
  /** Only what is overdue on this day; urgent cases at this moment. */
  overdue?: { today: LocalDate; now: Date };
  /** Words that must all occur in subject, reference or text; accents do not matter. */
  text?: string;
}

/** A line of the queue: no more columns than the page shows. */
export interface QueueRow {
  id: string;
  reference: string;
  subject: string;
  kind: Kind;
  status: Status;
  outcome: Outcome | null;
  urgent: boolean;
  assigneeId: string | null;
  directorateId: string | null;
  receivedOn: LocalDate;
  /** `9999-12-31` while nothing of ours runs: the case waits for its calendar, for the applicant or for the Agency. */
  dueOn: LocalDate;
  dueAt: Date | null;
  /** The day of the question that holds the clock. */
  pausedSince: LocalDate | null;
  complaintStage: ComplaintStage | null;
}

/** The place of a case in the queue. */
export interface Cursor {
  dueOn: LocalDate;
  /** ISO 8601 UTC; null for what does not run in hours. */
  dueAt: string | null;
  id: string;
}

/** Due first; on one day urgent cases first, by their hour; then by id, so that equal due days keep their order. */
export function inOrder(a: Cursor, b: Cursor): number {
  return compare(a.dueOn, b.dueOn) || compare(a.dueAt ?? 'without', b.dueAt ?? 'without') || compare(a.id, b.id);
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A cursor as it stands in an address. */
export const cursorText = ({ dueOn, dueAt, id }: Cursor): string => [dueOn, dueAt ?? '', id].join('_');

/** Undefined for anything that is not a cursor. */
export function readCursor(text: unknown): Cursor | undefined {
  if (typeof text !== 'string') return undefined;
  const found = /^(\d{4}-\d\d-\d\d)_((?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?)_([\w-]{1,36})$/.exec(text);
  const [, dueOn = '', dueAt = '', id = ''] = found ?? [];
  return isLocalDate(dueOn) ? { dueOn, dueAt: dueAt || null, id } : undefined;
}
