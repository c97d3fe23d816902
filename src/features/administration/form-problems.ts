import { cleanLine } from '../../platform/intake';

/** What is wrong with a form, by field; the codes have words in `admin.json` under `problem`. */
export type Problems<Field extends string> = Partial<Record<Field, string>>;

/** A form as it was read: what was typed, and what is wrong with it. */
export interface ReadForm<Form, Field extends string> {
  form: Form;
  problems: Problems<Field>;
}

export interface ShownProblem {
  field: string;
  text: string;
  href: string;
}

/** The problems in words, in the order of the form, for the summary and beside each field. */
export function shownProblems(problems: Problems<string>, t: (key: string) => string): ShownProblem[] {
  return Object.entries(problems).flatMap(([field, code]) =>
    code === undefined ? [] : [{ field, text: t(`admin:problem.${code}`), href: `#${field}` }],
  );
}

/** A text field as citizens' are read: one line, in which nothing turns its direction; what cannot be seen is no text. */
export const lineOf = (value: unknown): string => (typeof value === 'string' ? cleanLine(value) : '');

/** One address and nothing else; whether somebody reads there is shown by the first mail. */
export const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+$/.test(text);

/** A telephone number as people write it; whether it rings is shown by the first call. */
export const isPhone = (text: string): boolean => /^[+\d][\d /()-]{3,39}$/.test(text);
