import { PAGE_LANGUAGES, type PageLanguage, type Role, ROLES } from '../../core/casefile';
import { isEmail, lineOf, type Problems, type ReadForm } from './form-problems';

export interface PersonForm {
  name: string;
  /** Lower case. */
  email: string;
  role: Role | '';
  directorateId: string | null;
  language: PageLanguage | '';
}
export type PersonField = keyof PersonForm;
/** A form without problems. */
export type Person = PersonForm & { role: Role; language: PageLanguage };

/** Reads the form of an official. `directorates`: the ids that may be chosen. */
export function readPersonForm(body: unknown, directorates: readonly string[]): ReadForm<PersonForm, PersonField> {
  const typed = (body ?? {}) as Record<string, unknown>;
  const form: PersonForm = {
    name: lineOf(typed.name),
    email: lineOf(typed.email).toLowerCase(),
    role: ROLES.find((role) => role === typed.role) ?? '',
    directorateId: lineOf(typed.directorateId) || null,
    language: PAGE_LANGUAGES.find((language) => language === typed.language) ?? '',
  };
  const problems: Problems<PersonField> = {};
  if (!form.name) problems.name = 'name-missing';
  else if (form.name.length > 200) problems.name = 'name-long';
  if (!form.email) problems.email = 'email-missing';
  else if (!isEmail(form.email)) problems.email = 'email-invalid';
  if (!form.role) problems.role = 'role-missing';
  if (form.directorateId !== null && !directorates.includes(form.directorateId)) {
    problems.directorateId = 'directorate-unknown';
  } else if (form.role === 'directorate-staff' && form.directorateId === null) {
    problems.directorateId = 'directorate-missing';
  }
  if (!form.language) problems.language = 'language-missing';
  return { form, problems };
}
