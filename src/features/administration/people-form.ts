import { PAGE_LANGUAGES, type PageLanguage, type Role, ROLES } from '../../core/casefile';
import { daysBetween, type LocalDate } from '../../core/law';
import type { Official } from '../../records';
import { readDay } from '../../platform/intake';
import { formatDate } from '../../platform/views';
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
  /** Of an auditor the last day, as typed; nobody else has one. */
  accessUntil: string;
}
export const EMPTY_PERSON: PersonForm = {
  ...{ name: '', email: '', phone: '', role: '', directorateId: null, language: 'sq', accessUntil: '' },
};
export type PersonField = keyof PersonForm;
/** A form without problems. */
export type Person = Omit<PersonForm, 'accessUntil'> & {
  role: Role;
  language: PageLanguage;
  accessUntil: LocalDate | null;
};

export const personOf = ({ name, email, phone, role, directorateId, language, accessUntil }: Official): PersonForm => ({
  ...{ name, email, role, directorateId, language },
  phone: phone ?? '',
  accessUntil: accessUntil ? formatDate(accessUntil, 'sq', 'short') : '',
});

/** Long enough for an audit; whoever stays longer is given another year. */
const LONGEST_ACCESS_DAYS = 366;

/**
 * Reads the form of an official. `directorates`: the ids that may be chosen. `person` is null while something is wrong with
 * the form.
 */
export function readPersonForm(
  body: unknown,
  directorates: readonly string[],
  today: LocalDate,
): ReadForm<PersonForm, PersonField> & { person: Person | null } {
  const typed = (body ?? {}) as Record<string, unknown>;
  const form: PersonForm = {
    name: lineOf(typed.name),
    email: lineOf(typed.email).toLowerCase(),
    phone: lineOf(typed.phone),
    role: ROLES.find((role) => role === typed.role) ?? '',
    directorateId: lineOf(typed.directorateId) || null,
    language: PAGE_LANGUAGES.find((language) => language === typed.language) ?? '',
    accessUntil: lineOf(typed.accessUntil),
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
  const until = form.role === 'auditor' ? readDay(form.accessUntil) : null;
  if (form.role === 'auditor') {
    if (!form.accessUntil) problems.accessUntil = 'until-missing';
    else if (!until) problems.accessUntil = 'until-invalid';
    else if (until < today || daysBetween(today, until) > LONGEST_ACCESS_DAYS) problems.accessUntil = 'until-range';
  }
  const { role, language } = form;
  const whole = Object.keys(problems).length === 0 && role && language;
  return { form, problems, person: whole ? { ...form, role, language, accessUntil: until } : null };
}
