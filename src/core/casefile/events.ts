import type { ExtensionGround, LocalDate } from '../law';
import type { AreaSet } from './area-events';
import type { AnswerForm, Channel, Kind, Outcome, RefusalGround } from './codes';
import type {
  Complained,
  ComplaintAnswered,
  ComplaintComplied,
  ComplaintDecided,
  ComplaintLodged,
  ComplaintNotified,
} from './complaint-events';
import type { ConsultationEvent } from './consultation-events';
import type { CorrespondenceEvent } from './correspondence-events';
import type { Happened, Paper } from './happened';
import type { Anonymised, ApplicantSeen, Inspected } from './look-events';
import type { Linked, Unlinked } from './link-events';
import type { TaskEvent } from './task-events';

/** Who caused an event. Ids only: the log never holds a name, so that it can outlive a deletion of personal data. */
export type Actor = { kind: 'official'; id: string } | { kind: 'citizen' } | { kind: 'system' };

export interface Registered extends Happened {
  type: 'registered';
  kind: Kind;
  urgent: boolean;
  channel: Channel;
  reference: string;
  submissionId: string;
  /** SHA-256 of what was sent, so that the chain vouches for it too. */
  submissionSha256?: string;
  receivedOn: LocalDate;
  /** Instant of receipt in ISO 8601 UTC; the urgent clock counts hours from it. */
  receivedAt: string;
  registeredOn: LocalDate;
  /** True for a row of an old register; such a case sends no letters for what is past. */
  imported?: boolean;
}
export interface Assigned extends Happened {
  type: 'assigned';
  assigneeId: string | null;
  directorateId: string | null;
}
export interface ClarificationAsked extends Happened {
  type: 'clarification-asked';
  letterId: string;
}
export interface ClarificationAnswered extends Happened {
  type: 'clarification-answered';
  letterId: string;
}
/** The applicant never answered, and the case goes on without it; a clock that stood still runs again from this day. */
export interface ClarificationLapsed extends Happened {
  type: 'clarification-lapsed';
}
export interface Extended extends Happened {
  type: 'extended';
  ground: ExtensionGround;
  letterId: string | null;
}
export interface Considered extends Happened {
  type: 'considered';
}
export interface Decided extends Happened {
  type: 'decided';
  outcome: Outcome;
  answerForm: AnswerForm | null;
  grounds: RefusalGround[];
  /** Null for rows of an old register. */
  letterId: string | null;
  /** The letter's PDF and the released files. */
  papers?: Paper[];
}
/**
 * The request was offered to another institution. The clock runs on until that institution accepts; not answered by
 * `answerBy`, the offer falls back.
 */
export interface ForwardOffered extends Happened {
  type: 'forward-offered';
  transferId: string;
  /** Null for an institution outside this installation: its acceptance is recorded by the official. */
  toInstitutionId: string | null;
  /** Last day on which it can be accepted. */
  answerBy: LocalDate;
}
/** Accepted on `occurredOn`: our clock ends, theirs starts. */
export interface ForwardAccepted extends Happened {
  type: 'forward-accepted';
  transferId: string;
}
export interface ForwardRefused extends Happened {
  type: 'forward-refused';
  transferId: string;
}
/** Nobody answered the offer, or it was taken back: the request stays ours. */
export interface ForwardLapsed extends Happened {
  type: 'forward-lapsed';
  transferId: string;
  reason: 'unanswered' | 'withdrawn';
}
/** An administrator corrected the day (and moment) of receipt. What was believed before stays in the log. */
export interface Corrected extends Happened {
  type: 'corrected';
  receivedOn: LocalDate;
  /** ISO 8601 UTC. */
  receivedAt: string;
  was: { receivedOn: LocalDate; receivedAt: string };
  /** The reason, in a note of the case. */
  noteId: string;
  /** The due day before and after; null where there is none. */
  from: LocalDate | null;
  to: LocalDate | null;
  /** Of a case that counted as silent: since when it does now; null where its deadline has not passed yet. */
  silentSince?: LocalDate | null;
}
/** The calendar or a setting of the clock changed, and the due day with it. */
export interface Recounted extends Happened {
  type: 'recounted';
  why: 'calendar' | 'settings';
  /** The basis (calendar and settings) that the case is counted by from now on. */
  basisId: string;
  /** Set where it is the deadline of a complaint's step that moved, and not that of the decision. */
  of?: 'complaint';
  /** The due day before and after; null where there is none: no calendar, or a clock that stands still. */
  from: LocalDate | null;
  to: LocalDate | null;
}
/** The answer did not come in time: access counts as refused by silence from this day, the day after the due day. */
export interface SilenceFell extends Happened {
  type: 'silence-fell';
  dueOn: LocalDate;
}
export interface Noted extends Happened {
  type: 'noted';
  noteId: string;
}
export interface FilesAdded extends Happened {
  type: 'files-added';
  fileIds: string[];
}
export interface Alarmed extends Happened {
  type: 'alarmed';
  rung: string;
  alarmId: string;
  recipientId: string | null;
  /** The absent officials in whose place the recipient was told. */
  inPlaceOf?: string[];
  /** Nobody who could be told was present: the recipient was told although away. */
  nobodyPresent?: true;
}
/** Somebody said "I have it" to an escalation: it climbs no further. */
export interface AlarmAcknowledged extends Happened {
  type: 'alarm-acknowledged';
  alarmId: string;
  rung: string;
  clockVersion: string;
}
export interface MessageFailed extends Happened {
  type: 'message-failed';
  messageId: string;
  reason: string;
}

/** Everything that can happen to a case. Append-only; the case is the fold of these (`apply`). */
export type CaseEvent =
  | Registered
  | Assigned
  | AreaSet
  | ClarificationAsked
  | ClarificationAnswered
  | ClarificationLapsed
  | Extended
  | Considered
  | ForwardOffered
  | ForwardAccepted
  | ForwardRefused
  | ForwardLapsed
  | TaskEvent
  | CorrespondenceEvent
  | ConsultationEvent
  | Corrected
  | Recounted
  | Decided
  | SilenceFell
  | Complained
  | ComplaintLodged
  | ComplaintNotified
  | ComplaintAnswered
  | ComplaintDecided
  | ComplaintComplied
  | Linked
  | Unlinked
  | Noted
  | FilesAdded
  | Alarmed
  | AlarmAcknowledged
  | MessageFailed
  | Inspected
  | ApplicantSeen
  | Anonymised;
export type CaseEventType = CaseEvent['type'];
