import type { LocalDate } from '../law';
import { awaitsClarification, type CaseFile, isClosed } from './case-file';
import type { Happened, Paper } from './happened';

/** The municipality wrote to the applicant, apart from letters. What it wrote stands in the message's row. */
export interface MessageSent extends Happened {
  type: 'message-sent';
  messageId: string;
  papers?: Paper[];
}
/** The applicant wrote: by page, by e-mail, or in a way that an official wrote down. */
export interface MessageReceived extends Happened {
  type: 'message-received';
  messageId: string;
  /** It came by e-mail, and nothing proves that the applicant wrote it. */
  unknown?: true;
  papers?: Paper[];
}

/** Ordinary messages between the applicant and the municipality: they hold no clock. */
export type CorrespondenceEvent = MessageSent | MessageReceived;

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
