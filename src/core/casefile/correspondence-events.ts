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
