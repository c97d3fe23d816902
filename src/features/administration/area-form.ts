import { lineOf, type Problems, type ReadForm } from './form-problems';

export interface AreaForm {
  /** Typed once, when it is added. */
  code: string;
  nameSq: string;
  nameSr: string;
  nameEn: string;
  /** As typed; a whole number from 1 to 999. */
  place: string;
}
export type AreaField = keyof AreaForm;

/** What the form of an entry shows. */
export const areaFormOf = (one: Omit<AreaForm, 'place'> & { place: number }): AreaForm => ({
  code: one.code,
  nameSq: one.nameSq,
  nameSr: one.nameSr,
  nameEn: one.nameEn,
  place: String(one.place),
});

/** Reads the form of a subject area. `others`: the other ones of the list; `fixed`: the code of one that is there already. */
export function readAreaForm(
  body: unknown,
  others: readonly { code: string; nameSq: string }[],
  fixed?: string,
): ReadForm<AreaForm, AreaField> {
  const typed = (body ?? {}) as Record<string, unknown>;
  const form: AreaForm = {
    code: fixed ?? lineOf(typed.code).toUpperCase(),
    nameSq: lineOf(typed.nameSq),
    nameSr: lineOf(typed.nameSr),
    nameEn: lineOf(typed.nameEn),
    place: lineOf(typed.place),
  };
  const problems: Problems<AreaField> = {};
  if (!/^[A-Z0-9][A-Z0-9-]{0,11}$/.test(form.code)) problems.code = 'area-code-invalid';
  else if (others.some(({ code }) => code === form.code)) problems.code = 'area-code-taken';
  for (const field of ['nameSq', 'nameSr', 'nameEn'] as const) {
    if (!form[field]) problems[field] = `${field}-missing`;
    else if (form[field].length > 200) problems[field] = 'name-long';
  }
  if (!problems.nameSq && others.some(({ nameSq }) => nameSq.toLowerCase() === form.nameSq.toLowerCase()))
    problems.nameSq = 'area-exists';
  if (!/^[1-9]\d{0,2}$/.test(form.place)) problems.place = 'place-invalid';
  return { form, problems };
}
