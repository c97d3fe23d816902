import type { PageLanguage } from '../../core/casefile';
import type { KeptFile } from '../files';

/** A text that came in about a case that is known already. */
export interface Incoming {
  institutionId: string;
  caseId: string;
  /** page: the applicant's own page. email: a reply. desk: an official wrote down what was said. */
  channel: 'page' | 'email' | 'desk';
  /** Plain text, without what it quotes; may be empty when files came along. */
  text: string;
  language: PageLanguage;
  /** Checked and kept already (`FileKeeper.keep`). */
  files: readonly KeptFile[];
  /** The Message-ID of an e-mail: the same one is taken once. */
  mailId?: string;
  /** The address of an e-mail. Anybody can write any. */
  from?: string;
  /**
   * Whether an e-mail proves that it answers what went to the applicant alone. Only then does it answer the formal question;
   * any other is kept as one whose sender is not known, and the applicant's page does not show it.
   */
  proved?: boolean;
  /** When it arrived, which may lie before now. */
  receivedAt: Date;
  /** The official who wrote it down. */
  officialId?: string;
}

/** answer: of the formal question, whose clock goes on. message: anything else. known: it was taken before. */
export interface Taken {
  as: 'answer' | 'message' | 'known';
  /** The id of the letter (answer) or of the message. */
  id: string;
}

/** Whether nothing proves that the applicant wrote it. */
export const isUnknown = ({ channel, proved }: Incoming): boolean => channel === 'email' && proved !== true;
