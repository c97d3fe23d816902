import type {
  AnswerForm,
  ApplicantType,
  Channel,
  DocumentType,
  Kind,
  Language,
  OfferedLanguages,
  PageLanguage,
} from '../../core/casefile';
import type { LocalDate } from '../../core/law';

/** Longest texts in characters, as a form counts them; the database's columns are wider. */
export const LIMITS = {
  subject: 200,
  text: 20_000,
  name: 200,
  email: 254,
  address: 500,
  phone: 40,
  urgentReason: 2_000,
} as const;

/** Every field of a submission by the name that forms and the API use, in the order of the form; no other is kept. */
export const FIELDS = [
  'submissionKey',
  'language',
  'channel',
  'receivedOn',
  'receivedTime',
  'to',
  'subject',
  'text',
  'signatures',
  'documentType',
  'wantedForm',
  'urgent',
  'urgentReason',
  'name',
  'email',
  'address',
  'phone',
  'applicantType',
  'answerLanguage',
] as const;
export type FieldName = (typeof FIELDS)[number];

/** A field that cannot be accepted; `code` has words in `templates/words/<lang>/intake.json`, `problem.*`. */
export interface FieldProblem {
  field: FieldName | 'kind' | 'files';
  code: string;
  vars?: Record<string, unknown>;
}

/** What a submission says, read and found acceptable: everything that filing it needs, files apart. */
export interface ReadSubmission {
  submissionKey: string;
  kind: Kind;
  channel: Channel;
  institutionCode: string;
  /** The language in which it was filed: of receipt and messages. */
  language: PageLanguage;
  answerLanguage: Language;
  subject: string;
  text: string;
  wantedForm: AnswerForm | null;
  documentType: DocumentType;
  applicantType: ApplicantType;
  urgent: boolean;
  /** Petitions and initiatives; null where nobody counts signatures. */
  signatures: number | null;
  applicant: { name: string; email: string | null; postalAddress: string | null; phone: string | null };
  receivedOn: LocalDate;
  receivedAt: Date;
  /** The fields exactly as they were typed. */
  typed: Record<string, string>;
}

export interface ReadContext {
  /** `web` and `api` are filed by citizens themselves; `counter` is an official who writes down what came in. */
  by: 'web' | 'api' | 'counter';
  language: PageLanguage;
  /** Codes of the institutions to which it may go; when there is one, nobody has to choose. */
  institutions: readonly string[];
  /** In which languages an institution can be asked for an answer; without it in each that there is. */
  answers?: (institutionCode: string) => OfferedLanguages;
  now: Date;
}
