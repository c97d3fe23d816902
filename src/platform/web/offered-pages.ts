import type { Request, Response } from 'express';
import {
  offeredBySome,
  type OfferedLanguages,
  offeredLanguages,
  offeredOr,
  PAGE_LANGUAGES,
  type PageLanguage,
} from '../../core/casefile';
import type { Institution } from '../../records';
import { languageOfPage } from './request';

/** Who has a number was promised its language: these pages stay in every language, offered or not. */
const PROMISED = /^\/\w+\/(receipt|kept|track)(\/|$)/;

/** What pages offer that speak for one institution, or for several at once. */
export function offeredBy(institutions: readonly Institution[]): OfferedLanguages {
  const sets = institutions.map(({ settings }) => settings.languages);
  return sets.length === 1 ? offeredLanguages(sets[0]) : offeredBySome(sets.length > 0 ? sets : [undefined]);
}

/** The languages of a page: of the official's institution at the desk, of all of them outside. */
export const offeredOnPage = (res: Response): OfferedLanguages =>
  (res.locals.offered as OfferedLanguages | undefined) ?? offeredLanguages();

/** The language of the page where it is offered, otherwise the first: what a form begins with. */
export const firstAnswer = (res: Response): PageLanguage => offeredOr(offeredOnPage(res), languageOfPage(res));

/** Where a page is that was asked for in a language which is not offered; null where it may be shown. */
export function elsewhere({ method, path, originalUrl }: Request, offered: OfferedLanguages): string | null {
  const asked = PAGE_LANGUAGES.find((one) => path === `/${one}` || path.startsWith(`/${one}/`));
  if (!asked || offered.pages.includes(asked) || !['GET', 'HEAD'].includes(method) || PROMISED.test(path)) return null;
  const query = originalUrl.slice(originalUrl.indexOf('?'));
  return `/${offered.first}${path.slice(asked.length + 1)}${query.startsWith('?') ? query : ''}`;
}
