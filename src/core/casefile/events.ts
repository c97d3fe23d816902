import type { ExtensionGround, LocalDate } from '../law';
import type { AnswerForm, Channel, ComplaintOutcome, Kind, Outcome, RefusalGround } from './codes';

/** Who caused an event. Ids only: the log never holds a name, so that it can outlive a deletion of personal data. */
export type Actor = { kind: 'official'; id: string } | { kind: 'citizen' } | { kind: 'system' };

interface Happened {
  /** The day that the law counts (Europe/Belgrade), which may lie before the day it was recorded. */
  occurredOn: LocalDate;
}

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
  /** The letter's PDF and the released files, with their SHA-256: none can be exchanged without breaking the chain. */
  papers?: { fileId: string; sha256: string }[];
}
/** The answer did not come in time: access counts as refused by silence from this day, the day after the due day. */
export interface SilenceFell extends Happened {
  type: 'silence-fell';
  dueOn: LocalDate;
}
export interface Complained extends Happened {
  type: 'complained';
  outcome: ComplaintOutcome | null;
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
  | ClarificationAsked
  | ClarificationAnswered
  | Extended
  | Considered
  | Decided
  | SilenceFell
  | Complained
  | Noted
  | FilesAdded
  | Alarmed
  | MessageFailed;
export type CaseEventType = CaseEvent['type'];
