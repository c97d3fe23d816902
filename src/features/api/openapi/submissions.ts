import { json, problem, ref, tooMany } from './build';
import type { Operation, Parameter } from './types';

const language: Parameter = {
  name: 'Accept-Language',
  in: 'header',
  description: 'The language of messages: sq, sr or en.',
  schema: { type: 'string' },
};

export const reference: Parameter = {
  name: 'reference',
  in: 'path',
  required: true,
  description: 'The protocol number.',
  schema: { type: 'string' },
};

const location = {
  Location: { description: 'Where its state can be asked, with the access code.', schema: { type: 'string' } },
};

export const fileOperation: Operation = {
  operationId: 'file',
  tags: ['public'],
  security: [],
  summary: 'File a request, petition or initiative',
  description:
    'The same fields and checks as the web form. The same key files once: a repeated call gets the same answer. A receipt goes to the e-mail address.',
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      description: 'The same as the field submissionKey.',
      schema: { type: 'string' },
    },
    language,
  ],
  requestBody: {
    required: true,
    description: 'JSON, or a form with files.',
    content: {
      'application/json': { schema: ref('NewSubmission') },
      'multipart/form-data': { schema: ref('NewSubmissionWithFiles') },
    },
  },
  responses: {
    201: json('Filed.', ref('Filed'), location),
    200: json('It was filed before under this key.', ref('Filed'), location),
    202: json('Kept; the number follows.', ref('Kept')),
    400: problem('The body is not JSON.'),
    413: problem('The body is larger than 3 MB without its files.'),
    415: problem('Neither JSON nor a form with files.'),
    422: problem('Fields (`invalid-body`) or files (`upload-refused`) cannot be accepted: see errors.'),
    429: tooMany('Too many submissions from this address within a minute (`too-many-submissions`).'),
  },
};

export const withCode = (operation: Omit<Operation, 'tags' | 'security'>): Operation => ({
  ...operation,
  tags: ['public'],
  security: [{ accessCode: [] }, { accessCodeAsAuthorization: [] }],
  responses: {
    ...operation.responses,
    401: problem('The access code is missing (`code-needed`).'),
    404: problem('No case has this number and this code; which of the two is wrong is not told (`unknown-case`).'),
    429: tooMany('Too many wrong codes (`too-many-attempts`).'),
  },
});

export const statusOperation = withCode({
  operationId: 'status',
  summary: 'Ask what became of it',
  description: 'Status, days, events and documents of a case, for whoever holds its access code.',
  parameters: [reference, language],
  responses: { 200: json('The case.', ref('CaseStatus')) },
});

export const documentOperation = withCode({
  operationId: 'document',
  summary: 'Download a document',
  description: 'A file that was released to the applicant.',
  parameters: [
    reference,
    { name: 'id', in: 'path', required: true, description: 'The id of the file.', schema: { type: 'string' } },
    language,
  ],
  responses: {
    200: {
      description: 'The file.',
      content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
    },
  },
});
