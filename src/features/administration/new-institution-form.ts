import { FURTHER_LANGUAGES, PAGE_LANGUAGES, type PageLanguage } from '../../core/casefile';
import type { InstitutionSettings } from '../../records';
import { COLOUR_NAMES, type ColourName, colourNameOf } from '../../platform/views';
import { isEmail, lineOf, type Problems, type ReadForm } from './form-problems';
import { firstLanguageProblem, type LanguageFields, languagesOf, readLanguages } from './language-fields';

/** What is asked for a new institution; everything else its own administrator sets. */
export interface NewInstitutionForm extends LanguageFields {
  code: string;
  nameSq: string;
  nameSr: string;
  nameEn: string;
  colour: ColourName | '';
  adminName: string;
  adminEmail: string;
  adminLanguage: PageLanguage | '';
}
export type NewInstitutionField = keyof NewInstitutionForm;

export const emptyInstitution = (): NewInstitutionForm => ({
  code: '',
  nameSq: '',
  nameSr: '',
  nameEn: '',
  colour: colourNameOf(undefined),
  firstLanguage: 'sq',
  otherLanguages: FURTHER_LANGUAGES.join(' '),
  adminName: '',
  adminEmail: '',
  adminLanguage: 'sq',
});

export function readNewInstitution(body: unknown): ReadForm<NewInstitutionForm, NewInstitutionField> {
  const typed = (body ?? {}) as Record<string, unknown>;
  const line = (name: NewInstitutionField): string => lineOf(typed[name]);
  const form: NewInstitutionForm = {
    code: line('code').toUpperCase(),
    nameSq: line('nameSq'),
    nameSr: line('nameSr'),
    nameEn: line('nameEn'),
    colour: COLOUR_NAMES.find((one) => one === typed.colour) ?? '',
    ...readLanguages(typed, { firstLanguage: '', otherLanguages: '' }),
    adminName: line('adminName'),
    adminEmail: line('adminEmail').toLowerCase(),
    adminLanguage: PAGE_LANGUAGES.find((one) => one === typed.adminLanguage) ?? '',
  };
  const problems: Problems<NewInstitutionField> = {};
  if (!/^[A-Z0-9]{2,12}$/.test(form.code)) problems.code = 'code-invalid';
  for (const field of ['nameSq', 'nameSr', 'nameEn'] as const) {
    if (!form[field]) problems[field] = `${field}-missing`;
    else if (form[field].length > 200) problems[field] = 'name-long';
  }
  if (!form.colour) problems.colour = 'colour-missing';
  const unspoken = firstLanguageProblem(form);
  if (unspoken) problems.firstLanguage = unspoken;
  if (!form.adminName) problems.adminName = 'name-missing';
  else if (form.adminName.length > 200) problems.adminName = 'name-long';
  if (!form.adminEmail) problems.adminEmail = 'email-missing';
  else if (!isEmail(form.adminEmail)) problems.adminEmail = 'email-invalid';
  if (!form.adminLanguage) problems.adminLanguage = 'language-missing';
  return { form, problems };
}

/** The settings that a new institution begins with. */
export const firstSettings = (form: NewInstitutionForm): InstitutionSettings => ({
  ...languagesOf(form),
  ...(form.colour ? { look: { colour: form.colour } } : {}),
});
