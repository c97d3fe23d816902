import type { AnswerForm, Channel, Outcome } from '../core/casefile';
import type { LocalDate } from '../core/law';
import type { DemoApplicant } from './applicants';
import type { Who } from './municipality';
import type { Paper } from './papers';
import type { Desk, Topic } from './texts/topic';

/** What an official does on the case page, in the fields of its form. `who`: a person where the form wants an id. */
export interface Step {
  at: Date;
  by: Who;
  move: string;
  fields: Record<string, unknown>;
  person?: Who;
  /** The directorates, where the form wants their ids. */
  desks?: readonly Desk[];
  papers?: readonly (readonly [Paper, name: string])[];
}

/** A case from its receipt to its end, as far as it has come. */
export interface Story {
  topic: Topic;
  subject: string;
  text: string;
  applicant: DemoApplicant;
  channel: Channel;
  /** When it reached the municipality, and when it stood in the register. */
  receivedOn: LocalDate;
  filedAt: Date;
  urgent: string | null;
  wantedForm: AnswerForm | null;
  signatures: number | null;
  papers: readonly (readonly [Paper, name: string])[];
  steps: Step[];
}

/** How a case of the past ended. */
export type Fate =
  | Exclude<Outcome, 'unanswered'>
  | 'granted-extended'
  | 'granted-late'
  | 'granted-clarified'
  /** Nobody ever answered: refused by silence. */
  | 'silent';

/** Who comes or calls leaves a telephone number, who writes a letter an address, everybody else an e-mail address. */
export const hasEmail = ({ channel }: Story): boolean => ['web', 'api', 'email'].includes(channel);
