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
  /** Of one status, only those with a complaint under way. */
  complaints?: boolean;
  kind?: Kind;
  /** An official's id, or `nobody`. */
  assignee?: string;
  /** A directorate's id, or `none`. */
  directorate?: string;
  /** The code of a subject area, or `none`. */
  area?: string;
  /** Due on these days, both included. */
  dueFrom?: LocalDate;
  dueUntil?: LocalDate;
  /** Received on these days, both included. */
  receivedFrom?: LocalDate;
  receivedUntil?: LocalDate;
  /** Only what is overdue on this day; urgent cases at this moment. */
  overdue?: { today: LocalDate; now: Date };
  /** Only open cases that wait for somebody else: who is awaited is known, or nothing of ours runs. */
  waiting?: true;
  /** Words that must all occur in subject, reference or text; accents do not matter. */
  text?: string;
}

/** By what a list is sorted in one walk, and by what in groups, each of which is sorted by its deadlines. */
export const WALKED = ['due', 'received', 'reference'] as const;
export const GROUPED = ['kind', 'status', 'assignee', 'directorate'] as const;

/** How a list is sorted. `groups`: the values of a group in their order; which that is, is a matter of language. */
export type QueueOrder =
  | { by: (typeof WALKED)[number]; descending: boolean }
  | { by: (typeof GROUPED)[number]; groups: readonly string[]; descending: boolean };

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
  /** The code of its subject area. */
  subjectArea: string | null;
  receivedOn: LocalDate;
  /** `9999-12-31` while nothing of ours runs: the case waits for its calendar, for the applicant or for the Agency. */
  dueOn: LocalDate;
  dueAt: Date | null;
  /** The day of the question that holds the clock. */
  pausedSince: LocalDate | null;
  complaintStage: ComplaintStage | null;
  version: number;
  /** An escalation waits for somebody's "I have it". */
  asked: boolean;
}

/** The place of a case in the queue. */
export interface Cursor {
  dueOn: LocalDate;
  /** ISO 8601 UTC; null for what does not run in hours. */
  dueAt: string | null;
  id: string;
  /** The value by which a list is walked that is not sorted by deadline. */
  at?: string;
  /** Its group, where the list is sorted in groups. */
  group?: string;
}

/** Due first; on one day urgent cases first, by their hour; then by id, so that equal due days keep their order. */
export function inOrder(a: Cursor, b: Cursor): number {
  return compare(a.dueOn, b.dueOn) || compare(a.dueAt ?? 'without', b.dueAt ?? 'without') || compare(a.id, b.id);
}
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A cursor as it stands in an address. */
export function cursorText({ dueOn, dueAt, id, at, group }: Cursor): string {
  if (at !== undefined) return `at~${at}~${id}`;
  const place = [dueOn, dueAt ?? '', id].join('_');
  return group === undefined ? place : `in~${group}~${place}`;
}

/** Undefined for anything that is not a cursor. */
export function readCursor(text: unknown): Cursor | undefined {
  if (typeof text !== 'string') return undefined;
  const [, group, place = text] = /^in~([\w-]{1,40})~(.+)$/.exec(text) ?? [];
  const walked = /^at~([^~]{1,60})~([\w-]{1,36})$/.exec(text);
  if (walked) return { at: walked[1] ?? '', id: walked[2] ?? '', dueOn: '' as LocalDate, dueAt: null };
  const found = /^(\d{4}-\d\d-\d\d)_((?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?)_([\w-]{1,36})$/.exec(place);
  const [, dueOn = '', dueAt = '', id = ''] = found ?? [];
  if (!isLocalDate(dueOn)) return undefined;
  return { dueOn, dueAt: dueAt || null, id, ...(group === undefined ? {} : { group }) };
}

/** A cursor of a list that was sorted otherwise says nothing here. */
export const suits = (cursor: Cursor | undefined, by: QueueOrder['by']): boolean =>
  cursor !== undefined &&
  (cursor.at !== undefined) === (by === 'received' || by === 'reference') &&
  (cursor.group !== undefined) === (GROUPED as readonly string[]).includes(by);
