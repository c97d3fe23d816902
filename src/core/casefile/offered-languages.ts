import { type Language, LANGUAGES, PAGE_LANGUAGES, type PageLanguage } from './codes';

/** Official everywhere in Kosovo (Constitution, Art. 5): no institution can leave one of them out. */
export const OFFICIAL_LANGUAGES = ['sq', 'sr'] as const satisfies readonly PageLanguage[];
/** What an institution may offer besides. */
export const FURTHER_LANGUAGES = LANGUAGES.filter((one) => !OFFICIAL_LANGUAGES.some((official) => official === one));

/** The languages in which an institution can be asked and answers. */
export interface OfferedLanguages {
  /** That can be chosen for an answer, in the order in which they are offered. */
  answers: readonly Language[];
  /** In which its public pages are offered. */
  pages: readonly PageLanguage[];
  /** Where neither the address nor the browser says another one. */
  first: PageLanguage;
}

/** `set`: what the institution set, in its order; without it every language that the product knows, Albanian first. */
export function offeredLanguages(set: readonly Language[] = LANGUAGES): OfferedLanguages {
  const answers = [...new Set([...set, ...OFFICIAL_LANGUAGES])].filter((one) => LANGUAGES.includes(one));
  const pages = answers.flatMap((one) => PAGE_LANGUAGES.filter((page) => page === one));
  return { answers, pages, first: pages[0] ?? 'sq' };
}

/** What one of several institutions offers, for pages that speak for all of them: in the usual order. */
export function offeredBySome(sets: readonly (readonly Language[] | undefined)[]): OfferedLanguages {
  const offered = sets.map(offeredLanguages);
  return offeredLanguages(LANGUAGES.filter((one) => offered.some(({ answers }) => answers.includes(one))));
}

/** The language to begin with: this one where it is offered, otherwise the first. */
export const offeredOr = ({ pages, first }: OfferedLanguages, wanted: PageLanguage): PageLanguage =>
  pages.includes(wanted) ? wanted : first;
