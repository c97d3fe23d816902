/** The codes in which the core speaks; their words live in `templates/words/<lang>/common.json`. */

/** What was filed. Each kind runs on clocks of its own (see `core/law/statutes`). */
export const KINDS = ['access-request', 'petition', 'citizen-initiative', 'citizen-request'] as const;
export type Kind = (typeof KINDS)[number];

/** How it reached the municipality. `phone` and `oral` are written down by the officer (Law 06/L-081: requests may be oral). */
export const CHANNELS = ['web', 'email', 'post', 'counter', 'phone', 'oral', 'api'] as const;
export type Channel = (typeof CHANNELS)[number];

export const APPLICANT_TYPES = [
  'individual',
  'media',
  'ngo',
  'business',
  'public-body',
  'political-party',
  'other',
] as const;
export type ApplicantType = (typeof APPLICANT_TYPES)[number];

export const DOCUMENT_TYPES = [
  'budget-spending',
  'decisions',
  'draft-acts',
  'employment',
  'administrative-documents',
  'public-functions',
  'legal-acts',
  'other',
] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export const ANSWER_FORMS = ['electronic', 'paper', 'both', 'inspection'] as const;
export type AnswerForm = (typeof ANSWER_FORMS)[number];

/** Languages a submission may be written in; pages, mails and letters exist in `PAGE_LANGUAGES`. */
export const LANGUAGES = ['sq', 'sr', 'en', 'tr', 'bs', 'rom'] as const;
export type Language = (typeof LANGUAGES)[number];
export const PAGE_LANGUAGES = ['sq', 'sr', 'en'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** How a case ends. `unanswered` is written only for old registers: a live case past its day is silent, not closed. */
export const OUTCOMES = [
  'granted',
  'partial',
  'refused',
  'already-public',
  'redirected',
  'forwarded',
  'withdrawn',
  'unanswered',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The catalogue after Art. 3 of the Tromsø Convention (unverified against the Kosovo text: administrators are told so). */
export const REFUSAL_GROUNDS = [
  'national-security',
  'defence',
  'international-relations',
  'public-safety',
  'crime',
  'disciplinary',
  'inspection',
  'privacy',
  'commercial',
  'economic-policy',
  'court-equality',
  'environment',
  'deliberations',
] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/**
 * `complaint`: decided, and the municipality owes the Agency a reply or owes compliance. `at-agency`: decided, and the
 * Agency has the complaint.
 */
export const STATUSES = [
  'registered',
  'in-progress',
  'awaiting-clarification',
  'offered',
  'considered',
  'complaint',
  'at-agency',
  'closed',
] as const;
export type Status = (typeof STATUSES)[number];

export const COMPLAINT_OUTCOMES = ['binding', 'closing', 'refusing'] as const;
export type ComplaintOutcome = (typeof COMPLAINT_OUTCOMES)[number];

/**
 * `responsible-officer` is the official whom the access law makes every institution name. `assembly-secretariat` handles
 * petitions and citizens' initiatives. `auditor` reads until a day that the administrator sets, also for the regulator.
 */
export const ROLES = [
  'administrator',
  'responsible-officer',
  'directorate-staff',
  'mayors-office',
  'assembly-secretariat',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** Where an official sees who asked. */
export const SEEN_WHERE = ['case', 'letter', 'receipt', 'mail', 'offer', 'decision'] as const;
export type SeenWhere = (typeof SEEN_WHERE)[number];

/** The page language for a language of answer: pages and letters exist in three, the rest are answered in Albanian. */
export function pageLanguage(language: Language): PageLanguage {
  if (language === 'sr' || language === 'bs') return 'sr';
  return language === 'en' ? 'en' : 'sq';
}
