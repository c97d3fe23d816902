import {
  ANSWER_FORMS,
  APPLICANT_TYPES,
  DOCUMENT_TYPES,
  KINDS,
  LANGUAGES,
  OUTCOMES,
  PAGE_LANGUAGES,
  STATUSES,
} from '../../../core/casefile';
import { extensionGrounds } from '../../../core/law';
import { LIMITS } from '../../../platform/intake';
import { PUBLIC_LIMITS } from '../../../platform/web/multipart';
import { TOLD } from '../case-status';
import { count, day, flag, instant, list, object, oneOf, orNull, text } from './build';
import type { Schema } from './types';

const FILE_ROLES = ['submitted', 'answer', 'letter', 'clarification', 'message', 'internal'];
const limited = (field: keyof typeof LIMITS, description: string): Schema =>
  text(description, { maxLength: LIMITS[field] });

const fields: Record<string, Schema> = {
  kind: oneOf(KINDS, 'What is filed.'),
  to: text('The code of the municipality; needed only where one installation serves several.'),
  subject: limited('subject', 'What it is about, in one line.'),
  text: limited('text', 'The request itself. No reason has to be given.'),
  name: limited('name', 'The applicant. Never shown in anything public.'),
  email: limited('email', 'Where the answer goes; an e-mail address or a postal address is needed.'),
  address: limited('address', 'The postal address.'),
  phone: limited('phone', 'A telephone number.'),
  applicantType: { ...oneOf(APPLICANT_TYPES, 'Who asks, for the yearly report.'), default: 'individual' },
  answerLanguage: oneOf(LANGUAGES, 'The language of the answer; by default that of the submission.'),
  language: oneOf(PAGE_LANGUAGES, 'The language of receipt and messages; by default that of Accept-Language.'),
  wantedForm: oneOf(ANSWER_FORMS, 'The wanted form of the answer (access requests).'),
  documentType: { ...oneOf(DOCUMENT_TYPES, 'What the document is about (access requests).'), default: 'other' },
  urgent: flag('The document is needed to protect the life or liberty of a person: 48 hours (access requests).'),
  urgentReason: limited('urgentReason', 'Why; needed when urgent.'),
  signatures: {
    type: 'integer',
    minimum: 1,
    description: 'The number of signatures (petitions; needed for citizens’ initiatives).',
  },
  submissionKey: text(
    'Chosen by the sender: the same under the same key files once. The header Idempotency-Key does the same.',
    {
      pattern: '^[\\w-]{8,64}$',
    },
  ),
};
const needed = ['kind', 'subject', 'text', 'name'];
const body = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  properties,
  required: needed,
  additionalProperties: false,
});

const registered = object(
  {
    state: { const: 'registered' },
    submissionKey: text('The key under which it was filed.'),
    reference: text('The protocol number.'),
    accessCode: text('Opens the case together with the number: keep it as you keep a password.'),
    kind: oneOf(KINDS, 'What was filed.'),
    receivedOn: day('The day of receipt, Europe/Belgrade.'),
    firstDueOn: orNull(day('The first deadline; null while its calendar is not known.')),
    dueOn: orNull(day('The deadline that holds now.')),
    dueAt: orNull(instant('The last moment, of an urgent request.')),
    trackingUrl: text('A page for the applicant, with the code in it.', { format: 'uri' }),
  },
  'Filed: it has its number.',
);

export const submissionSchemas: Record<string, Schema> = {
  NewSubmission: body(fields),
  NewSubmissionWithFiles: body({
    ...fields,
    files: {
      type: 'array',
      maxItems: PUBLIC_LIMITS.files,
      items: { type: 'string', format: 'binary' },
      description: `PDF, picture, office or text files, up to ${PUBLIC_LIMITS.megabytes} MB each, judged by their content.`,
    },
  }),
  Filed: registered,
  Kept: object(
    { state: { const: 'kept' }, submissionKey: text('Send the same again with this key to learn the number.') },
    'Safely kept; the number follows, because it could not be registered just now.',
  ),
  CaseStatus: object(
    {
      reference: text('The protocol number.'),
      kind: oneOf(KINDS, 'What was filed.'),
      urgent: flag('Counted in hours.'),
      status: oneOf(STATUSES, 'Where it stands.'),
      outcome: orNull(oneOf(OUTCOMES, 'How it ended; null while it is open.')),
      receivedOn: day('The day of receipt.'),
      registeredOn: day('The day of registration.'),
      firstDueOn: orNull(day('The first deadline.')),
      dueOn: orNull(day('The deadline that holds now; null while its calendar is not known.')),
      dueAt: orNull(instant('The last moment, of an urgent request.')),
      extendedOn: orNull(day('When the deadline was extended.')),
      extensionGround: orNull(oneOf(extensionGrounds, 'Why it was extended.')),
      consideredOn: orNull(day('The day of consideration, of a petition and its like.')),
      silentSince: orNull(day('Since when silence counts as a refusal.')),
      closedOn: orNull(day('The day of the decision.')),
      timeline: list(
        object({ type: oneOf(TOLD, 'What happened.'), occurredOn: day('When, as the law counts it.') }, 'One event.'),
        'What happened, the oldest first.',
      ),
      documents: list(
        object(
          {
            id: text('The id of the file.'),
            role: oneOf(FILE_ROLES, 'What it is.'),
            name: text('Its name.'),
            mediaType: text('Its media type.'),
            size: count('Its size in bytes.'),
            href: text('Where to download it, with the same access code.'),
          },
          'One file.',
        ),
        'The files that the applicant may download.',
      ),
    },
    'What became of a submission; no name of anybody stands in it.',
  ),
};
