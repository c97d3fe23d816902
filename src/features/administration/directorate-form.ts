import { lineOf, type Problems, type ReadForm } from './form-problems';

export interface DirectorateForm {
  nameSq: string;
  nameSr: string;
  nameEn: string;
  headId: string | null;
}
export type DirectorateField = keyof DirectorateForm;

export const directorateOf = ({ nameSq, nameSr, nameEn, headId }: DirectorateForm): DirectorateForm => ({
  ...{ nameSq, nameSr, nameEn, headId },
});

/** Reads the form of a directorate. `heads`: the ids of officials who may head it; `taken`: Albanian names in use. */
export function readDirectorateForm(
  body: unknown,
  heads: readonly string[],
  taken: readonly string[],
): ReadForm<DirectorateForm, DirectorateField> {
  const typed = (body ?? {}) as Record<string, unknown>;
  const form: DirectorateForm = {
    nameSq: lineOf(typed.nameSq),
    nameSr: lineOf(typed.nameSr),
    nameEn: lineOf(typed.nameEn),
    headId: lineOf(typed.headId) || null,
  };
  const problems: Problems<DirectorateField> = {};
  for (const field of ['nameSq', 'nameSr', 'nameEn'] as const) {
    if (!form[field]) problems[field] = `${field}-missing`;
    else if (form[field].length > 200) problems[field] = 'name-long';
  }
  if (!problems.nameSq && taken.some((name) => name.toLowerCase() === form.nameSq.toLowerCase())) {
    problems.nameSq = 'directorate-exists';
  }
  if (form.headId !== null && !heads.includes(form.headId)) problems.headId = 'head-unknown';
  return { form, problems };
}
