import type { AnswerForm, Kind, Outcome, RefusalGround, WeighedGround } from '../casefile';
import type { ExtensionGround, LocalDate } from '../law';
import type { LawTitle, RemedyFacts } from './remedy';

/** What every letter states. */
export interface CaseFacts {
  reference: string;
  caseKind: Kind;
  receivedOn: LocalDate;
  /** The law that the case runs on; null for a case older than every law that the product knows. */
  law: LawTitle | null;
}

export interface DecisionFacts extends CaseFacts {
  kind: 'decision';
  outcome: Outcome;
  decidedOn: LocalDate;
  answerForm: AnswerForm | null;
  grounds: WeighedGround[];
  /** Free text of the official; may be empty. */
  reasons: string;
  /** Where it is published (`already-public`). */
  location: string;
  /** Who holds it, or has it now (`redirected`, `forwarded`). */
  destination: string;
  /**
   * Accepted by an institution of this installation: the number that the applicant has there. The code comes from that
   * institution alone: whoever keeps this letter would see its case.
   */
  onward?: { reference: string };
  /** The day on which a petition, an initiative or a citizen's request was considered. */
  consideredOn: LocalDate | null;
  /** Names of the files that go with the letter. */
  enclosures: string[];
  /** Only against a refusal, full or partial, of access. */
  remedy: RemedyFacts | null;
}

export interface ExtensionFacts extends CaseFacts {
  kind: 'extension';
  extendedOn: LocalDate;
  ground: ExtensionGround;
  reason: string;
  firstDueOn: LocalDate | null;
  /** The new last day; null when no calendar of that year is known. */
  dueOn: LocalDate | null;
}

export interface ClarificationFacts extends CaseFacts {
  kind: 'clarification';
  question: string;
  /** The clock runs on while the municipality asks. */
  dueOn: LocalDate | null;
}

/** The request was sent on; it stays ours, and our clock runs, until the other institution accepts it. */
export interface ForwardOfferedFacts extends CaseFacts {
  kind: 'forward-offered';
  destination: string;
  /** Free text of the official: why it belongs there. */
  reasons: string;
  offeredOn: LocalDate;
  answerBy: LocalDate;
  /** Our own deadline; null where none is known. */
  dueOn: LocalDate | null;
}

/** After a binding decision of the Agency: what was done, and what comes with the letter. */
export interface ComplianceFacts extends CaseFacts {
  kind: 'compliance';
  complainedOn: LocalDate;
  /** The day on which the Agency's decision arrived. */
  agencyDecidedOn: LocalDate;
  compliedOn: LocalDate;
  outcome: Outcome;
  reasons: string;
  enclosures: string[];
  /** Against a new refusal, full or partial. */
  remedy: RemedyFacts | null;
}

/** To a third party whom the documents concern. It does not say who asked for them. */
export interface ConsultationFacts extends CaseFacts {
  kind: 'consultation';
  ground: RefusalGround;
  /** Which documents, and what is asked, in the words of the official. */
  question: string;
  by: LocalDate;
}

export interface SilenceFacts extends CaseFacts {
  kind: 'silence';
  /** The last day that passed without an answer. */
  dueOn: LocalDate;
  silentSince: LocalDate;
  remedy: RemedyFacts | null;
}

export type LetterFacts =
  | DecisionFacts
  | ExtensionFacts
  | ClarificationFacts
  | SilenceFacts
  | ForwardOfferedFacts
  | ComplianceFacts
  | ConsultationFacts;

/** The letters that exist, one template and one set of words each. */
export const LETTER_TEMPLATES = [
  'granted',
  'partial',
  'refused',
  'already-public',
  'redirected',
  'forwarded',
  'withdrawn',
  'petition-notice',
  'extension',
  'clarification',
  'forward-offered',
  'silence',
  'compliance',
  'consultation',
] as const;
export type LetterTemplate = (typeof LETTER_TEMPLATES)[number];

/** Which letter these facts need. A petition is answered by a notice of its consideration, whatever came of it. */
export function templateOf(facts: LetterFacts): LetterTemplate {
  if (facts.kind !== 'decision') return facts.kind;
  const { outcome, caseKind } = facts;
  if (outcome === 'unanswered') throw new RangeError('No letter tells that nobody answered: silence has its own.');
  const considered = outcome === 'granted' || outcome === 'partial' || outcome === 'refused';
  return caseKind !== 'access-request' && considered ? 'petition-notice' : outcome;
}
