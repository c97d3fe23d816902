import { type Kind, KINDS, type OfferedLanguages, PAGE_LANGUAGES, type PageLanguage } from '../../core/casefile';
import { FIELDS, readSubmission, type ReadSubmission } from '../../platform/intake';
import type { Words } from '../../platform/views';
import { type FieldProblem, Problem } from './problem';

/** What only an official at a counter may state: the API files at the moment of its call. */
const COUNTER_ONLY: readonly string[] = ['channel', 'receivedOn', 'receivedTime'];
const KNOWN: readonly string[] = ['kind', ...FIELDS.filter((name) => !COUNTER_ONLY.includes(name))];

interface Context {
  /** The language asked for by Accept-Language: of messages, and of the receipt unless the body names another. */
  language: PageLanguage;
  /** Codes of the institutions that take submissions. */
  institutions: readonly string[];
  /** The header Idempotency-Key, with or without quotes. */
  /** In which languages each of them answers. */
  answers: (institutionCode: string) => OfferedLanguages;
  key: string | undefined;
  now: Date;
  t: Words;
}

/** The submission that a JSON or multipart body holds. Throws `Problem` ('invalid-body') naming every field at fault. */
export function readSubmissionBody(
  body: unknown,
  { language, institutions, answers, key, now, t }: Context,
): ReadSubmission {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Problem('invalid-body');
  const given = body as Record<string, unknown>;
  const errors: FieldProblem[] = [];
  const refuse = (field: string, code: string, vars?: Record<string, unknown>): void => {
    errors.push({ field, code, message: t(`api:field.${code}`, vars) });
  };
  for (const [name, value] of Object.entries(given)) {
    // A field that nobody reads would be lost without a word.
    if (!KNOWN.includes(name)) refuse(name.slice(0, 60), 'unknown-field');
    else if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) refuse(name, 'not-a-text');
  }
  const kind = KINDS.find((one) => one === given.kind);
  if (!kind) refuse('kind', given.kind === undefined ? 'kind-missing' : 'kind-unknown', { values: KINDS.join(', ') });
  const own = PAGE_LANGUAGES.find((one) => one === given.language);
  if (given.language !== undefined && !own)
    refuse('language', 'language-unknown', { values: PAGE_LANGUAGES.join(', ') });
  const keyed = withKey(given, key);
  if (!keyed) refuse('submissionKey', 'keys-differ');

  const context = { by: 'api', language: own ?? language, institutions, answers, now } as const;
  const { submission, problems } = readSubmission(keyed ?? given, kind ?? ('access-request' satisfies Kind), context);
  // Without a kind nobody knows which fields are needed.
  for (const { field, code, vars } of kind ? problems : []) {
    if (!errors.some((error) => error.field === field)) {
      errors.push({
        field,
        code,
        message: t(`${code === 'key-wrong' ? 'api:field' : 'intake:problem'}.${code}`, vars),
      });
    }
  }
  if (errors.length > 0 || !submission) throw new Problem('invalid-body', { errors });
  return submission;
}

/** The body with the header's key in it; null when both are given and differ. */
function withKey(body: Record<string, unknown>, header: string | undefined): Record<string, unknown> | null {
  const key = header?.trim().replace(/^"(.*)"$/, '$1');
  if (!key) return body;
  if (body.submissionKey !== undefined && body.submissionKey !== key) return null;
  return { ...body, submissionKey: key };
}
