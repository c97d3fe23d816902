import { type ExtensionGround, type LocalDate, localDateOf, statuteFor } from '../law';
import { awaitsClarification, type CaseFile, isClosed } from './case-file';
import { type CaseClock, firstDayOver, isOverdue, triggerOf } from './clock';
import type {
  Assigned,
  ClarificationAnswered,
  ClarificationAsked,
  ClarificationLapsed,
  Considered,
  Extended,
  SilenceFell,
} from './events';
import { NotAllowed } from './not-allowed';

function mustBeOpen(file: CaseFile): void {
  if (isClosed(file)) throw new NotAllowed('case.closed');
}

/** Gives the case to an official and to a directorate; either may be null. */
export function assign(
  file: CaseFile,
  to: { assigneeId: string | null; directorateId: string | null },
  today: LocalDate,
): Assigned {
  mustBeOpen(file);
  if (to.assigneeId === file.assigneeId && to.directorateId === file.directorateId) throw new NotAllowed('assign.same');
  return { type: 'assigned', occurredOn: today, ...to };
}

/** The municipality must help an unclear request. What that does to the clock is a setting; by default nothing. */
export function askClarification(file: CaseFile, letterId: string, today: LocalDate): ClarificationAsked {
  mustBeOpen(file);
  if (awaitsClarification(file)) throw new NotAllowed('clarification.pending');
  return { type: 'clarification-asked', occurredOn: today, letterId };
}

/** The applicant's answer. `on`: the day it arrived, which may lie in the past (a letter that waited). */
export function answerClarification(
  file: CaseFile,
  letterId: string,
  today: LocalDate,
  on: LocalDate = today,
): ClarificationAnswered {
  mustBeAnswerable(file, on, today);
  return { type: 'clarification-answered', occurredOn: on, letterId };
}

/** Nobody waits for the answer any longer: the case goes on without it, and a clock that stood still runs again. */
export function lapseClarification(file: CaseFile, today: LocalDate): ClarificationLapsed {
  mustBeAnswerable(file, today, today);
  return { type: 'clarification-lapsed', occurredOn: today };
}

function mustBeAnswerable(file: CaseFile, on: LocalDate, today: LocalDate): void {
  mustBeOpen(file);
  const asked = file.clarifications.at(-1);
  if (!asked || !awaitsClarification(file)) throw new NotAllowed('clarification.not-pending');
  if (on > today) throw new NotAllowed('clarification.future');
  if (on < asked.askedOn) throw new NotAllowed('clarification.before-question');
}

/**
 * "The term may be extended … if the document is sought outside the municipality's bodies, or if several documents are
 * sought": once, while the first deadline still runs. The statute of the trigger day names the two grounds.
 */
export function extend(
  file: CaseFile,
  clock: CaseClock,
  ground: ExtensionGround,
  letterId: string | null,
  today: LocalDate,
): Extended {
  mustBeOpen(file);
  if (file.kind !== 'access-request') throw new NotAllowed('extension.not-this-kind');
  if (file.urgent) throw new NotAllowed('extension.urgent');
  const law = statuteFor('access.decision', triggerOf(file));
  if (law.extension === 'none' || !law.extension.grounds.includes(ground)) {
    throw new NotAllowed('extension.not-in-statute');
  }
  if (file.extension) throw new NotAllowed('extension.already-used');
  if (isOverdue(clock, today)) throw new NotAllowed('extension.too-late');
  return { type: 'extended', occurredOn: today, ground, letterId };
}

/** The day on which the Assembly or the municipality considered it; the 15 days of the written notice run from here. */
export function consider(file: CaseFile, on: LocalDate, today: LocalDate): Considered {
  mustBeOpen(file);
  if (file.kind === 'access-request') throw new NotAllowed('consider.not-this-kind');
  if (file.consideredOn !== null) throw new NotAllowed('consider.already');
  if (on > today) throw new NotAllowed('consider.future');
  if (on < file.receivedOn) throw new NotAllowed('consider.before-receipt');
  return { type: 'considered', occurredOn: on };
}

/**
 * Silence counts as refusal once the deadline has passed (access requests only: no such rule is known for petitions). Dated
 * on the first day over, whenever the machine noticed. Returns null when silence has not fallen, or was recorded already.
 */
export function fallSilent(file: CaseFile, clock: CaseClock, now: Date): SilenceFell | null {
  if (isClosed(file) || file.kind !== 'access-request' || file.silentSince !== null) return null;
  if (clock.state !== 'running' || !isOverdue(clock, localDateOf(now), now)) return null;
  return { type: 'silence-fell', occurredOn: firstDayOver(clock), dueOn: clock.dueOn };
}
