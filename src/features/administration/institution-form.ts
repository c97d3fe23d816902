import { DEFAULT_HANDSHAKE_DAYS, type PageLanguage, type Role, ROLES } from '../../core/casefile';
import { type ClarificationRule, clarificationRules } from '../../core/law';
import { backPlanSettings, type Institution, type InstitutionSettings } from '../../records';
import { backPlanOf, backPlanProblems, typedBackPlan } from './back-plan-fields';
import {
  firstLanguageProblem,
  type LanguageFields,
  languagesOf,
  readLanguages,
  typedLanguages,
} from './language-fields';
import { isEmail, isPhone, lineOf, type Problems, type ReadForm } from './form-problems';

export interface InstitutionForm {
  nameSq: string;
  nameSr: string;
  nameEn: string;
  code: string;
  address: string;
  email: string;
  phone: string;
  extensionReading: 'A' | 'B' | '';
  workingDays: boolean;
  clarification: ClarificationRule | '';
  /** As typed. */
  signatureThreshold: string;
  /** An official's id, or empty: nobody is on call for urgent requests. */
  onCallId: string;
  /** As typed, like the two below it: see `BackPlanSettings`. */
  directorateShare: string;
  draftDaysBefore: string;
  signOffDaysBefore: string;
  /** As typed. */
  handshakeDays: string;
  /** Roles that must have a second factor, separated by a space, in the order of the roles. */
  secondFactorRoles: string;
  /** The language of its pages where nothing says another one. */
  firstLanguage: PageLanguage | '';
  /** Languages besides the official ones, separated by a space. */
  otherLanguages: string;
}
export type InstitutionField = keyof InstitutionForm;

/** What a municipality has unless it chose otherwise. No law gives petitions a number of signatures. */
export const DEFAULTS = {
  extensionReading: 'A',
  workingDays: false,
  clarification: 'runs',
  signatureThreshold: 1,
} as const;

export function formOf({ settings, ...institution }: Institution): InstitutionForm {
  const { nameSq, nameSr, nameEn, code } = institution;
  return {
    nameSq,
    nameSr,
    nameEn,
    code,
    address: settings.address ?? '',
    email: settings.email ?? '',
    phone: settings.phone ?? '',
    extensionReading: settings.extensionReading ?? DEFAULTS.extensionReading,
    workingDays: settings.workingDays ?? DEFAULTS.workingDays,
    clarification: settings.clarification ?? DEFAULTS.clarification,
    signatureThreshold: String(settings.signatureThreshold ?? DEFAULTS.signatureThreshold),
    onCallId: settings.onCallId ?? '',
    ...typedBackPlan(backPlanSettings(settings)),
    handshakeDays: String(settings.handshakeDays ?? DEFAULT_HANDSHAKE_DAYS),
    secondFactorRoles: rolesIn(settings.secondFactorRoles).join(' '),
    ...typedLanguages(settings.languages),
  };
}

/** The roles that boxes with this name say: one of them comes as a text, several as a list. */
const rolesIn = (boxes: unknown): Role[] => ROLES.filter((role) => [boxes].flat().includes(role));

/** Reads the form of the institution. `fixedCode`: cases carry the code already, so that it can no longer change. */
export function readInstitutionForm(
  body: unknown,
  fixedCode: string | null,
  present: LanguageFields,
): ReadForm<InstitutionForm, InstitutionField> {
  const typed = (body ?? {}) as Record<string, unknown>;
  const line = (name: string): string => lineOf(typed[name]);
  const form: InstitutionForm = {
    nameSq: line('nameSq'),
    nameSr: line('nameSr'),
    nameEn: line('nameEn'),
    code: fixedCode ?? line('code').toUpperCase(),
    address: line('address'),
    email: line('email'),
    phone: line('phone'),
    extensionReading: (['A', 'B'] as const).find((reading) => reading === typed.extensionReading) ?? '',
    workingDays: typed.workingDays === '1',
    clarification: clarificationRules.find((rule) => rule === typed.clarification) ?? '',
    signatureThreshold: line('signatureThreshold'),
    onCallId: line('onCallId'),
    directorateShare: line('directorateShare'),
    draftDaysBefore: line('draftDaysBefore'),
    signOffDaysBefore: line('signOffDaysBefore'),
    handshakeDays: line('handshakeDays'),
    secondFactorRoles: rolesIn(typed.secondFactorRoles).join(' '),
    ...readLanguages(typed, present),
  };
  const problems: Problems<InstitutionField> = {};
  for (const field of ['nameSq', 'nameSr', 'nameEn'] as const) {
    if (!form[field]) problems[field] = `${field}-missing`;
    else if (form[field].length > 200) problems[field] = 'name-long';
  }
  if (!/^[A-Z0-9]{2,12}$/.test(form.code)) problems.code = 'code-invalid';
  if (form.address.length > 300) problems.address = 'address-long';
  if (form.email && !isEmail(form.email)) problems.email = 'email-invalid';
  if (form.phone && !isPhone(form.phone)) problems.phone = 'phone-invalid';
  if (!form.extensionReading) problems.extensionReading = 'reading-missing';
  if (!form.clarification) problems.clarification = 'clarification-missing';
  if (!/^[1-9]\d{0,5}$/.test(form.signatureThreshold)) problems.signatureThreshold = 'threshold-invalid';
  if (!/^[\w-]{0,36}$/.test(form.onCallId)) problems.onCallId = 'on-call-unknown';
  Object.assign(problems, backPlanProblems(form));
  if (!/^([1-9]|10)$/.test(form.handshakeDays)) problems.handshakeDays = 'handshake-invalid';
  const unspoken = firstLanguageProblem(form);
  if (unspoken) problems.firstLanguage = unspoken;
  return { form, problems };
}

/** The settings that a form without problems says. */
export function settingsOf(form: InstitutionForm): InstitutionSettings {
  const { address, email, phone, extensionReading, workingDays, clarification, onCallId, signatureThreshold } = form;
  return {
    ...(extensionReading ? { extensionReading } : {}),
    workingDays,
    ...(clarification ? { clarification } : {}),
    signatureThreshold: Number(signatureThreshold),
    ...backPlanOf(form),
    handshakeDays: Number(form.handshakeDays),
    ...(form.secondFactorRoles ? { secondFactorRoles: rolesIn(form.secondFactorRoles.split(' ')) } : {}),
    ...languagesOf(form),
    ...(onCallId ? { onCallId } : {}),
    ...(address ? { address } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
  };
}

/** Field by field what was and what is; nothing here belongs to a person. */
export function differenceOf(
  before: InstitutionForm,
  after: InstitutionForm,
): Partial<Record<InstitutionField, [unknown, unknown]>> {
  const fields = Object.keys(before) as InstitutionField[];
  return Object.fromEntries(
    fields.filter((field) => before[field] !== after[field]).map((field) => [field, [before[field], after[field]]]),
  );
}
