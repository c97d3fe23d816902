import { randomUUID } from 'node:crypto';
import {
  ANSWER_FORMS,
  APPLICANT_TYPES,
  DOCUMENT_TYPES,
  type Kind,
  type Language,
  type PageLanguage,
} from '../../core/casefile';
import { type LocalDate, thresholdFor } from '../../core/law';
import { ACCEPTED_ENDINGS } from '../../platform/files';
import { LIMITS } from '../../platform/intake';
import { publicPaths } from '../../platform/paths';
import { formatNumber, type Words } from '../../platform/views';
import { PUBLIC_LIMITS } from '../../platform/web/multipart';
import type { Institution } from '../../records';
import { termWords } from './home-page';
import type { ShownError } from './problems';

export interface FormPage {
  kind: Kind;
  lang: PageLanguage;
  t: Words;
  today: LocalDate;
  institutions: readonly Institution[];
  /** What was typed; at first what the page fills in by itself. */
  form: Record<string, string>;
  errors: ShownError[];
  /** The languages in which an answer can be had. */
  answers: readonly Language[];
  /** Files were chosen, and a browser cannot be told to choose them again. */
  filesAgain: boolean;
}

/** The empty form: what a page fills in by itself. The key is what makes a second press of the button harmless. */
export const emptyForm = (lang: PageLanguage, to: string): Record<string, string> => ({
  submissionKey: randomUUID(),
  to,
  answerLanguage: lang,
  applicantType: 'individual',
  wantedForm: 'electronic',
});

/** Options of a choice, in words. */
export const choices = (values: readonly string[], words: string, t: Words): { value: string; text: string }[] =>
  values.map((value) => ({ value, text: t(`common:${words}.${value}`) }));

/** What the template of a form needs. */
export function formPage(page: FormPage): object {
  const { kind, lang, t, today, institutions, form, errors, filesAgain } = page;
  const [only] = institutions;
  const access = kind === 'access-request';
  const threshold = institutions.length === 1 ? (only?.settings.signatureThreshold ?? 1) : 1;
  return {
    title: t(`intake:form.${kind}.title`),
    kind,
    access,
    signed: kind === 'petition' || kind === 'citizen-initiative',
    action: publicPaths.form(lang, kind),
    form,
    errors,
    filesAgain,
    limits: LIMITS,
    lead: t(`intake:form.${kind}.lead`, {
      term: termWords(access ? 'access.decision' : consideration(kind), t, today),
      percent: thresholdFor('initiative', today).percent,
    }),
    urgentTerm: access ? termWords('access.urgent', t, today) : '',
    signaturesHint: t(`intake:form.signaturesHint.${kind === 'petition' ? 'petition' : 'initiative'}`, {
      percent: thresholdFor('initiative', today).percent,
    }),
    thresholdHint: threshold > 1 ? t('intake:form.threshold', { number: formatNumber(threshold, lang) }) : '',
    institutions:
      institutions.length > 1 ? institutions.map((one) => ({ value: one.code, text: nameOf(one, lang) })) : [],
    wantedForms: choices(ANSWER_FORMS, 'answerForm', t),
    documentTypes: choices(DOCUMENT_TYPES, 'document', t),
    applicantTypes: choices(APPLICANT_TYPES, 'applicant', t),
    languagesOfAnswer: choices(page.answers, 'language.name', t),
    accept: ACCEPTED_ENDINGS.map((ending) => `.${ending}`).join(','),
    filesHint: t('intake:form.filesHint', { ...PUBLIC_LIMITS }),
    privacyHref: publicPaths.privacy(lang),
    backLink: { href: publicPaths.home(lang) },
  };
}

const consideration = (kind: Kind): 'petition.consider' | 'initiative.consider' | 'citizen-request.consider' =>
  kind === 'petition'
    ? 'petition.consider'
    : kind === 'citizen-initiative'
      ? 'initiative.consider'
      : 'citizen-request.consider';

export const nameOf = (one: Institution, lang: PageLanguage): string =>
  lang === 'sq' ? one.nameSq : lang === 'sr' ? one.nameSr : one.nameEn;
