import {
  FURTHER_LANGUAGES,
  type Language,
  LANGUAGES,
  OFFICIAL_LANGUAGES,
  offeredLanguages,
  PAGE_LANGUAGES,
  type PageLanguage,
} from '../../core/casefile';

/** What the form of an institution says about languages. */
export interface LanguageFields {
  firstLanguage: PageLanguage | '';
  otherLanguages: string;
}

/** As the form shows what is set. */
export function typedLanguages(set: readonly Language[] | undefined): LanguageFields {
  const { answers, first } = offeredLanguages(set);
  return { firstLanguage: first, otherLanguages: further(answers).join(' ') };
}

const further = (boxes: readonly unknown[]): Language[] => FURTHER_LANGUAGES.filter((one) => boxes.includes(one));

/** A form that does not speak of languages, such as a page that was opened before an upgrade, leaves them as they are. */
export function readLanguages(typed: Record<string, unknown>, present: LanguageFields): LanguageFields {
  const { firstLanguage, otherLanguages } = present;
  if (typed.firstLanguage === undefined) return { firstLanguage, otherLanguages };
  return {
    firstLanguage: PAGE_LANGUAGES.find((one) => one === typed.firstLanguage) ?? '',
    otherLanguages: further([typed.otherLanguages].flat()).join(' '),
  };
}

/** A code with words under `admin:problem`; null where there is none. */
export function firstLanguageProblem({ firstLanguage, otherLanguages }: LanguageFields): string | null {
  if (!firstLanguage) return 'first-language-missing';
  const offered: string[] = [...OFFICIAL_LANGUAGES, ...otherLanguages.split(' ')];
  return offered.includes(firstLanguage) ? null : 'first-language-not-offered';
}

/** The setting, for fields without a problem; nothing where it is what an institution has anyway. */
export function languagesOf({ firstLanguage, otherLanguages }: LanguageFields): { languages?: Language[] } {
  const offered = [...OFFICIAL_LANGUAGES, ...further(otherLanguages.split(' '))];
  const first = LANGUAGES.filter((one) => one === firstLanguage);
  const languages = [...new Set<Language>([...first, ...LANGUAGES.filter((one) => offered.includes(one))])];
  return languages.join() === LANGUAGES.join() ? {} : { languages };
}
