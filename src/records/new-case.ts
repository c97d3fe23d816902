import { randomInt, randomUUID } from 'node:crypto';
import {
  type AnswerForm,
  type ApplicantType,
  type CaseEvent,
  type Channel,
  type ClockBasis,
  type DocumentType,
  type Kind,
  type Language,
  type Registered,
  replay,
} from '../core/casefile';
import type { LocalDate } from '../core/law';
import type { Applicant, CaseRow, Institution, Submission } from './entities';
import { derive } from './projection';
import { searchable } from './searchable';

/** What a submission says once it was read: the case is made from it. */
export interface NewCase {
  /** The payload with who sent it; `salt`: see `fingerprintOf`. */
  submission: Pick<Submission, 'id' | 'submissionKey' | 'channel' | 'kind' | 'receivedAt' | 'payload' | 'sha256'> & {
    salt?: string;
  };
  channel: Channel;
  kind: Kind;
  urgent: boolean;
  subject: string;
  text: string;
  language: Language;
  answerLanguage: Language;
  documentType: DocumentType;
  applicantType: ApplicantType;
  wantedForm: AnswerForm | null;
  applicant: { name: string; email: string | null; postalAddress: string | null; phone: string | null };
  receivedOn: LocalDate;
  receivedAt: Date;
  /** The municipality's own protocol number (old registers); otherwise the next one of the year. */
  reference?: string;
  registeredOn?: LocalDate;
}

/** Without I, L, O, 0 and 1, which people misread on paper. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 10;
/** A code that nobody has been told. */
export const newAccessCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** The rows of a new case, derived from its first events: a registration alone, or all that an old register tells. */
export function newCaseRows(
  institution: Pick<Institution, 'id'>,
  basis: ClockBasis,
  input: NewCase,
  events: readonly [Registered, ...CaseEvent[]],
): { row: CaseRow; applicant: Applicant } {
  const [registered] = events;
  const { row: derived } = derive(replay(events), basis);
  const decided = events.find((event) => event.type === 'decided');
  const row: CaseRow = {
    id: randomUUID(),
    institutionId: institution.id,
    submissionId: input.submission.id,
    reference: registered.reference,
    kind: input.kind,
    channel: input.channel,
    urgent: input.urgent,
    imported: registered.imported ?? false,
    subject: input.subject,
    searchText: searchable(`${registered.reference} ${input.subject} ${input.text}`),
    language: input.language,
    answerLanguage: input.answerLanguage,
    documentType: input.documentType,
    applicantType: input.applicantType,
    wantedForm: input.wantedForm,
    registeredOn: registered.registeredOn,
    grounds: decided?.grounds.join(' ') || null,
    version: events.length,
    ...derived,
  };
  return { row, applicant: { caseId: row.id, ...input.applicant, accessCode: newAccessCode() } };
}
