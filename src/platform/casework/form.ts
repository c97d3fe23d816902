import { cleanLine, cleanText, typed } from '../intake';
import type { Words } from '../views';

/** The longest text that an official may type into one field, in characters. */
export const TEXT_LIMIT = 20_000;

/** A field that cannot be accepted; its words are `desk:error.<code>`. */
export interface FieldProblem {
  field: string;
  code: string;
  vars?: Record<string, unknown>;
}

/** The same in words, as `parts/errors.njk` and `parts/fields.njk` take it. */
export interface FieldError {
  field: string;
  text: string;
  href: string;
}

type Body = Record<string, unknown>;

/** What was typed into a field, untouched, for showing it again. */
export const asTyped = (body: Body, name: string): string => typed(body[name]);
export const lineOf = (body: Body, name: string): string => cleanLine(typed(body[name]));
export const textOf = (body: Body, name: string): string => cleanText(typed(body[name]));

/** Every value of a repeated field, without NUL: PostgreSQL refuses to look for one. */
export function manyOf(body: Body, name: string): string[] {
  const value = body[name];
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return values.flatMap((one) => (typeof one === 'string' ? one.replaceAll('\0', '') : [])).filter(Boolean);
}

/**
 * The version under which a form goes on when it is shown again: the one that it was opened under, so that what others did
 * since is told before anything is recorded; once that was told, the present one.
 */
export function versionShown(present: number, body: Body | undefined, told: boolean, field = 'version'): string {
  const opened = body && !told ? asTyped(body, field) : '';
  return /^\d{1,9}$/.test(opened) ? opened : String(present);
}

/** A text that must be there and not be too long. */
export function neededText(body: Body, field: string, problems: FieldProblem[], missing = `${field}-missing`): string {
  const text = textOf(body, field);
  if (text === '') problems.push({ field, code: missing });
  return limitedText(text, field, problems);
}

export function limitedText(text: string, field: string, problems: FieldProblem[]): string {
  if (text.length > TEXT_LIMIT) {
    problems.push({ field, code: 'text-long', vars: { limit: TEXT_LIMIT, length: text.length } });
  }
  return text;
}

export const inWords = (t: Words, problems: readonly FieldProblem[]): FieldError[] =>
  problems.map(({ field, code, vars }) => ({ field, text: t(`desk:error.${code}`, vars), href: `#${field}` }));
