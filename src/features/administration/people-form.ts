import { PAGE_LANGUAGES, type PageLanguage, type Role, ROLES } from '../../core/casefile';
import type { Official } from '../../records';
import { isEmail, isPhone, lineOf, type Problems, type ReadForm } from './form-problems';

export interface PersonForm {
  name: string;
  /** Lower case. */
  email: string;
  /** Empty or a number, for text messages. */
  phone: string;
  role: Role | '';
  directorateId: string | null;
  language: PageLanguage | '';
}
export type PersonField = keyof PersonForm;
/** A form without problems. */
export type Person = PersonForm & { role: Role; language: PageLanguage };

export const personOf = ({ name, email, phone, role, directorateId, language }: Official): PersonForm => ({
  ...{ name, email, role, directorateId, language },
  phone: phone ?? '',
});

/** Reads the form of an official. `directorates`: the ids that may be chosen. */
export function readPersonForm(body: unknown, directorates: readonly string[]): ReadForm<PersonForm, PersonField> {
  const typed = (body ?? {}) as Record<string, unknown>;
  const form: PersonForm = {
    name: lineOf(typed.name),
    email: lineOf(typed.email).toLowerCase(),
    phone: lineOf(typed.phone),
    role: ROLES.find((role) => role === typed.role) ?? '',
    directorateId: lineOf(typed.directorateId) || null,
    language: PAGE_LANGUAGES.find((language) => language === typed.language) ?? '',
  };
  const problems: Problems<PersonField> = {};
  if (!form.name) problems.name = 'name-missing';
  else if (form.name.length > 200) problems.name = 'name-long';
  if (!form.email) problems.email = 'email-missing';
  else if (!isEmail(form.email)) problems.email = 'email-invalid';
  if (form.phone && !isPhone(form.phone)) problems.phone = 'phone-invalid';
  if (!form.role) problems.role = 'role-missing';
  if (form.directorateId !== null && !directorates.includes(form.directorateId)) {
    problems.directorateId = 'directorate-unknown';
  } else if (form.role === 'directorate-staff' && form.directorateId === null) {
    problems.directorateId = 'directorate-missing';
  }
  if (!form.language) problems.language = 'language-missing';
  return { form, problems };
}
