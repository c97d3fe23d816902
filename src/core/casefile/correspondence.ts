import type { LocalDate } from '../law';
import { awaitsClarification, type CaseFile, isClosed } from './case-file';
import type { MessageReceived, MessageSent } from './correspondence-events';

/** Also after the decision: about copies, about a correction. */
export const sendMessage = (messageId: string, today: LocalDate): MessageSent => ({
  type: 'message-sent',
  occurredOn: today,
  messageId,
});

/** What an applicant writes is never refused; one that arrived before today keeps its day. */
export const receiveMessage = (messageId: string, today: LocalDate, on: LocalDate = today): MessageReceived => ({
  type: 'message-received',
  occurredOn: on < today ? on : today,
  messageId,
});

/**
 * What an incoming text is. Only the formal question holds a clock, so only its answer lets it go: the applicant's own text,
 * while the question waits, that arrived after it was asked. Everything else is a message.
 */
export function takenAs(file: CaseFile, fromApplicant: boolean, on: LocalDate): 'answer' | 'message' {
  const asked = file.clarifications.at(-1);
  const waits = !isClosed(file) && awaitsClarification(file) && asked !== undefined && on >= asked.askedOn;
  return waits && fromApplicant ? 'answer' : 'message';
}
