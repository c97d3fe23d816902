import type { ExtensionGround, LocalDate } from '../law';
import type { AnswerForm, Channel, ComplaintOutcome, Kind, Outcome, Status } from './codes';
import type { CaseEvent, Registered } from './events';

/** A case as its events tell it. Due dates are not here: they are derived (`clockOf`). All days are Europe/Belgrade. */
export interface CaseFile {
  kind: Kind;
  urgent: boolean;
  channel: Channel;
  reference: string;
  receivedOn: LocalDate;
  receivedAt: Date;
  registeredOn: LocalDate;
  imported: boolean;
  assigneeId: string | null;
  directorateId: string | null;
  clarifications: { askedOn: LocalDate; answeredOn: LocalDate | null }[];
  extension: { ground: ExtensionGround; on: LocalDate } | null;
  consideredOn: LocalDate | null;
  decision: { outcome: Outcome; on: LocalDate; answerForm: AnswerForm | null } | null;
  silentSince: LocalDate | null;
  complaint: { on: LocalDate; outcome: ComplaintOutcome | null } | null;
}

/** The case that a registration opens. */
export function open(event: Registered): CaseFile {
  return {
    kind: event.kind,
    urgent: event.urgent,
    channel: event.channel,
    reference: event.reference,
    receivedOn: event.receivedOn,
    receivedAt: new Date(event.receivedAt),
    registeredOn: event.registeredOn,
    imported: event.imported ?? false,
    assigneeId: null,
    directorateId: null,
    clarifications: [],
    extension: null,
    consideredOn: null,
    decision: null,
    silentSince: null,
    complaint: null,
  };
}

/** The next case file. Pure; an event that changes nothing of the case returns it as it was. */
export function apply(file: CaseFile, event: CaseEvent): CaseFile {
  switch (event.type) {
    case 'registered':
      return open(event);
    case 'assigned':
      return { ...file, assigneeId: event.assigneeId, directorateId: event.directorateId };
    case 'clarification-asked':
      return { ...file, clarifications: [...file.clarifications, { askedOn: event.occurredOn, answeredOn: null }] };
    case 'clarification-answered':
      return {
        ...file,
        clarifications: file.clarifications.map((c) => ({ ...c, answeredOn: c.answeredOn ?? event.occurredOn })),
      };
    case 'extended':
      return { ...file, extension: { ground: event.ground, on: event.occurredOn } };
    case 'considered':
      return { ...file, consideredOn: event.occurredOn };
    case 'decided':
      return {
        ...file,
        decision: { outcome: event.outcome, on: event.occurredOn, answerForm: event.answerForm },
      };
    case 'silence-fell':
      return { ...file, silentSince: event.occurredOn };
    case 'complained':
      return { ...file, complaint: { on: event.occurredOn, outcome: event.outcome } };
    case 'noted':
    case 'files-added':
    case 'alarmed':
    case 'message-failed':
      return file;
  }
}

/** Folds a whole history, oldest first. Throws RangeError when it does not begin with a registration. */
export function replay(events: readonly CaseEvent[]): CaseFile {
  const [first, ...rest] = events;
  if (first?.type !== 'registered') throw new RangeError('A case begins with its registration.');
  return rest.reduce(apply, open(first));
}

export const isClosed = (file: CaseFile): boolean => file.decision !== null;
export const awaitsClarification = (file: CaseFile): boolean => file.clarifications.some((c) => c.answeredOn === null);

/** Where the case stands. "Overdue" is not a status: it is computed from the due day and today. */
export function statusOf(file: CaseFile): Status {
  if (isClosed(file)) return 'closed';
  if (awaitsClarification(file)) return 'awaiting-clarification';
  if (file.consideredOn !== null) return 'considered';
  return file.assigneeId === null ? 'registered' : 'in-progress';
}
