import { randomUUID } from 'node:crypto';
import { isEmail } from '../validators';
import {
  ANSWER_FORMS,
  APPLICANT_TYPES,
  type Channel,
  CHANNELS,
  DOCUMENT_TYPES,
  type Kind,
  LANGUAGES,
  offeredLanguages,
  offeredOr,
  pageLanguage,
} from '../../core/casefile';
import { localDateOf } from '../../core/law';
import { readReceipt } from './read-receipt';
import { type FieldName, type FieldProblem, FIELDS, LIMITS, type ReadContext, type ReadSubmission } from './submission';
import { cleanLine, cleanText, typed } from './text';

export type Reading = { submission: ReadSubmission; problems: [] } | { submission: null; problems: FieldProblem[] };

/** Channels of what somebody brought, sent or said, and an official wrote down. */
export const COUNTER_CHANNELS: readonly Channel[] = CHANNELS.filter((one) => one !== 'web' && one !== 'api');
/** Who sends by these can be answered only at an address; who comes or calls can come or call again with the code. */
const NEEDS_ADDRESS: readonly Channel[] = ['web', 'api', 'email', 'post'];
const MOST_SIGNATURES = 2_000_000;

/** The typed fields, untouched; what is not a field of a submission is left out. */
export function typedFields(body: unknown): Record<string, string> {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const pairs = FIELDS.map((name) => [name, typed(given[name])] as const);
  return Object.fromEntries(pairs.filter(([name, value]) => value !== '' || name in given));
}

/** Reads a form or an API body. Pure but for a key that it makes up when the sender brought none (the API may). */
export function readSubmission(body: unknown, kind: Kind, context: ReadContext): Reading {
  const fields = typedFields(body);
  const problems: FieldProblem[] = [];
  const problem = (field: FieldName, code: string, vars?: Record<string, unknown>): void => {
    problems.push(vars ? { field, code, vars } : { field, code });
  };
  const line = (field: FieldName): string => cleanLine(fields[field] ?? '');
  const limited = (field: keyof typeof LIMITS, value: string): string => {
    if (value.length > LIMITS[field]) problem(field, `${field}-long`, { limit: LIMITS[field], length: value.length });
    return value;
  };
  const needed = (field: keyof typeof LIMITS, value: string): string => {
    if (value === '') problem(field, `${field}-missing`);
    return limited(field, value);
  };
  const oneOf = <T extends string>(field: FieldName, values: readonly T[], otherwise: T | null): T | null => {
    const value = line(field);
    if (value === '') return otherwise;
    const known = values.find((one) => one === value);
    if (!known) problem(field, 'choice-unknown');
    return known ?? otherwise;
  };

  const access = kind === 'access-request';
  const institutionCode = readInstitution(line('to'), context, problem);
  const subject = needed('subject', line('subject'));
  const text = needed('text', cleanText(fields.text ?? ''));
  const name = needed('name', line('name'));
  const channel = readChannel(line('channel'), context, problem);
  const email = limited('email', line('email'));
  if (email !== '' && !isEmail(email)) problem('email', 'email-wrong');
  const postalAddress = limited('address', cleanText(fields.address ?? ''));
  const phone = limited('phone', line('phone'));
  if (email === '' && postalAddress === '' && NEEDS_ADDRESS.includes(channel)) problem('email', 'contact-missing');
  const urgent = access && /^(1|true|on|yes)$/i.test(line('urgent'));
  if (urgent) needed('urgentReason', cleanText(fields.urgentReason ?? ''));
  const signatures = readSignatures(kind, line('signatures'), problem);
  const wantedForm = access ? oneOf('wantedForm', ANSWER_FORMS, null) : null;
  const documentType = (access ? oneOf('documentType', DOCUMENT_TYPES, 'other') : null) ?? 'other';
  const applicantType = oneOf('applicantType', APPLICANT_TYPES, 'individual') ?? 'individual';
  const offered = context.answers?.(institutionCode) ?? offeredLanguages();
  const own = offeredOr(offered, context.language);
  const answerLanguage = oneOf('answerLanguage', LANGUAGES, own) ?? own;
  if (!offered.answers.includes(answerLanguage)) problem('answerLanguage', 'language-not-offered');
  // What is written down at the counter is receipted in the language of the person who stands there.
  const asAsked = context.by === 'counter' || own !== context.language;
  const language = asAsked ? pageLanguage(answerLanguage) : own;
  const submissionKey = line('submissionKey') || randomUUID();
  if (!/^[\w-]{8,64}$/.test(submissionKey)) problem('submissionKey', 'key-wrong');
  const receipt =
    context.by === 'counter'
      ? readReceipt({ day: line('receivedOn'), time: line('receivedTime'), kind, urgent, now: context.now }, problem)
      : { receivedOn: localDateOf(context.now), receivedAt: context.now };

  if (problems.length > 0) return { submission: null, problems: inFormOrder(problems) };
  return {
    problems: [],
    submission: {
      submissionKey,
      kind,
      channel,
      institutionCode,
      language,
      answerLanguage,
      subject,
      text,
      wantedForm,
      documentType,
      applicantType,
      urgent,
      signatures,
      applicant: { name, email: email || null, postalAddress: postalAddress || null, phone: phone || null },
      ...receipt,
      typed: { ...fields, language },
    },
  };
}

type Problem = (field: FieldName, code: string, vars?: Record<string, unknown>) => void;

function readInstitution(value: string, { institutions }: ReadContext, problem: Problem): string {
  const [first = ''] = institutions;
  if (value === '' && institutions.length === 1) return first;
  const known = institutions.find((code) => code.toLowerCase() === value.toLowerCase());
  if (known === undefined) problem('to', value === '' ? 'to-missing' : 'to-unknown');
  return known ?? '';
}

function readChannel(value: string, { by }: ReadContext, problem: Problem): Channel {
  if (by !== 'counter') return by;
  const channel = COUNTER_CHANNELS.find((one) => one === value);
  if (!channel) problem('channel', value === '' ? 'channel-missing' : 'choice-unknown');
  return channel ?? 'counter';
}

/** No law names a number for petitions, so none is demanded; an initiative without a number of signatures is none. */
function readSignatures(kind: Kind, value: string, problem: Problem): number | null {
  if (kind !== 'petition' && kind !== 'citizen-initiative') return null;
  if (value === '') {
    if (kind === 'citizen-initiative') problem('signatures', 'signatures-missing');
    return null;
  }
  const digits = value.replace(/[\s.,]/g, '');
  const count = /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  if (count < 1 || count > MOST_SIGNATURES) problem('signatures', 'signatures-wrong');
  return count;
}

const inFormOrder = (problems: FieldProblem[]): FieldProblem[] =>
  problems.sort((a, b) => FIELDS.indexOf(a.field as FieldName) - FIELDS.indexOf(b.field as FieldName));
