import type { Response } from 'express';
import type { PageLanguage } from '../../core/casefile';
import { isLang, languages, languageTag, words, type Words } from '../views';
import { languageOfPage } from '../web/request';

/** A problem of a form, for the summary and beside its field. */
export interface FieldProblem {
  field: string;
  text: string;
  href: string;
}

export const problem = (field: string, text: string): FieldProblem => ({ field, text, href: `#${field}` });
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Pages around the sign-in, where nobody's language is known: the address says it, then `otherwise`, then the browser. */
export function pageWords(
  res: Response,
  lang: unknown,
  otherwise: PageLanguage = languageOfPage(res),
): { lang: PageLanguage; t: Words } {
  const chosen = isLang(lang) ? lang : otherwise;
  return { lang: chosen, t: words(chosen) };
}

/** Renders such a page: kept by no browser, with a switch of the language that leads back to `path`. */
export function renderOpen(
  res: Response,
  template: string,
  lang: PageLanguage,
  path: string,
  data: { errors?: FieldProblem[]; [name: string]: unknown },
  status = data.errors?.length ? 422 : 200,
): void {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Language', languageTag(lang));
  const languageLinks = languages.map((one) => ({ lang: one, href: `${path}?lang=${one}` }));
  res.status(status).render(template, { lang, t: words(lang), languageLinks, ...data });
}
