import { addDays, type ExtensionGround, type LocalDate } from '../law';
import type { AnswerForm, Channel, Kind, Outcome } from './codes';
import { applyComplaint, type Complaint } from './complaint';
import type { CaseEvent, Registered } from './events';
import { applyConsultation, type Consultation, consultationsOver } from './consultation';
import { applyTask, type Task, tasksOver } from './task';

/** A question to the applicant; `settledOn` is the day of the answer, or the day on which nobody waited any longer. */
export interface Clarification {
  askedOn: LocalDate;
  answeredOn: LocalDate | null;
  lapsedOn: LocalDate | null;
}

/** The request as it was last offered to another institution. */
export interface Transfer {
  id: string;
  toInstitutionId: string | null;
  offeredOn: LocalDate;
  /** Last day on which it can be accepted. */
  answerBy: LocalDate;
  state: 'offered' | 'accepted' | 'refused' | 'lapsed';
  settledOn: LocalDate | null;
}

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
  /** The code of its subject area. */
  area: string | null;
  clarifications: Clarification[];
  extension: { ground: ExtensionGround; on: LocalDate } | null;
  consideredOn: LocalDate | null;
  decision: { outcome: Outcome; on: LocalDate; answerForm: AnswerForm | null } | null;
  silentSince: LocalDate | null;
  transfer: Transfer | null;
  /** The latest complaint to the Agency. */
  complaint: Complaint | null;
  /** The day on which who asked was taken away. */
  anonymisedOn: LocalDate | null;
  /** Requests for documents to directorates, the first one first. */
  tasks: Task[];
  consultations: Consultation[];
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
    area: null,
    clarifications: [],
    extension: null,
    consideredOn: null,
    decision: null,
    silentSince: null,
    transfer: null,
    complaint: null,
    anonymisedOn: null,
    tasks: [],
    consultations: [],
  };
}

/** The next case file. Pure; an event that changes nothing of the case returns it as it was. */
export function apply(file: CaseFile, event: CaseEvent): CaseFile {
  switch (event.type) {
    case 'registered':
      return open(event);
    case 'assigned':
      return { ...file, assigneeId: event.assigneeId, directorateId: event.directorateId };
    case 'area-set':
      return { ...file, area: event.area };
    case 'clarification-asked':
      return {
        ...file,
        clarifications: [...file.clarifications, { askedOn: event.occurredOn, answeredOn: null, lapsedOn: null }],
      };
    case 'clarification-answered':
      return settleClarifications(file, { answeredOn: event.occurredOn });
    case 'clarification-lapsed':
      return settleClarifications(file, { lapsedOn: event.occurredOn });
    case 'extended':
      return { ...file, extension: { ground: event.ground, on: event.occurredOn } };
    case 'considered':
      return { ...file, consideredOn: event.occurredOn };
    case 'decided':
      return {
        ...file,
        decision: { outcome: event.outcome, on: event.occurredOn, answerForm: event.answerForm },
        tasks: tasksOver(file.tasks, event.occurredOn),
        consultations: consultationsOver(file.consultations, event.occurredOn),
        // Entered late, of a day on which there was no silence yet.
        silentSince: file.silentSince !== null && event.occurredOn < file.silentSince ? null : file.silentSince,
      };
    case 'anonymised':
      return { ...file, anonymisedOn: event.occurredOn };
    case 'silence-fell':
      return { ...file, silentSince: event.occurredOn };
    case 'forward-offered': {
      const { transferId: id, toInstitutionId, answerBy, occurredOn: offeredOn } = event;
      return { ...file, transfer: { id, toInstitutionId, offeredOn, answerBy, state: 'offered', settledOn: null } };
    }
    case 'forward-accepted':
      return settleTransfer(file, 'accepted', event.occurredOn);
    case 'forward-refused':
      return settleTransfer(file, 'refused', event.occurredOn);
    case 'forward-lapsed':
      return settleTransfer(file, 'lapsed', event.occurredOn);
    case 'corrected': {
      const { receivedOn } = event;
      return { ...withSilence(file, event), receivedOn, receivedAt: new Date(event.receivedAt) };
    }
    case 'recounted':
      return event.of === 'complaint' ? file : withSilence(file, event);
    case 'complained':
    case 'complaint-lodged':
    case 'complaint-notified':
    case 'complaint-answered':
    case 'complaint-decided':
    case 'complaint-complied':
      return { ...file, complaint: applyComplaint(file.complaint, event) };
    case 'task-asked':
    case 'task-given':
    case 'task-answered':
    case 'task-refused':
    case 'task-withdrawn':
      return { ...file, tasks: applyTask(file.tasks, event) };
    case 'consultation-asked':
    case 'consultation-answered':
    case 'consultation-lapsed':
      return { ...file, consultations: applyConsultation(file.consultations, event) };
    case 'consultation-reminded':
    case 'linked':
    case 'unlinked':
    case 'message-sent':
    case 'message-received':
    case 'noted':
    case 'files-added':
    case 'alarmed':
    case 'alarm-acknowledged':
    case 'inspected':
    case 'applicant-seen':
    case 'message-failed':
      return file;
  }
}

function settleClarifications(file: CaseFile, how: Partial<Clarification>): CaseFile {
  const settle = (one: Clarification): Clarification => (isPending(one) ? { ...one, ...how } : one);
  return { ...file, clarifications: file.clarifications.map(settle) };
}

function settleTransfer(file: CaseFile, state: Transfer['state'], settledOn: LocalDate): CaseFile {
  return file.transfer ? { ...file, transfer: { ...file.transfer, state, settledOn } } : file;
}

/**
 * A silence moves with the due day that it was counted by; where the new one has not passed yet, or there is none, there is
 * no silence. A correction says the day itself: of a term in hours the due day alone does not tell it.
 */
function withSilence(
  file: CaseFile,
  { to, occurredOn, silentSince }: { to: LocalDate | null; occurredOn: LocalDate; silentSince?: LocalDate | null },
): CaseFile {
  if (file.silentSince === null) return file;
  const counted = to !== null && to < occurredOn ? addDays(to, 1) : null;
  return { ...file, silentSince: silentSince === undefined ? counted : silentSince };
}

/** Folds a whole history, oldest first. Throws RangeError when it does not begin with a registration. */
export function replay(events: readonly CaseEvent[]): CaseFile {
  const [first, ...rest] = events;
  if (first?.type !== 'registered') throw new RangeError('A case begins with its registration.');
  return rest.reduce(apply, open(first));
}

export const isClosed = (file: CaseFile): boolean => file.decision !== null;
const isPending = (one: Clarification): boolean => one.answeredOn === null && one.lapsedOn === null;
export const awaitsClarification = (file: CaseFile): boolean => file.clarifications.some(isPending);
/** Offered to another institution that has not answered. */
export const isOffered = (file: CaseFile): boolean => file.transfer?.state === 'offered';
