import type { NextFunction, Request, Response } from 'express';
import { defaultLanguage, isLang, type Lang, languages, languageTag, words } from './words';

type SignedIn = Request & { official?: { language?: unknown } };

function accepted(req: Request): Lang | undefined {
  // a browser set to Bosnian, Croatian or Montenegrin reads the Serbian pages in Latin script
  const neighbours: Record<string, Lang> = { sh: 'sr', bs: 'sr', hr: 'sr', cnr: 'sr' };
  for (const tag of req.acceptsLanguages()) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    if (isLang(base)) return base;
    if (neighbours[base]) return neighbours[base];
  }
  return undefined;
}

/** The address decides (/sq, /sr, /en), then the signed-in person's choice, then the browser, then Albanian. */
export function languageOf(req: Request): Lang {
  const segment = req.path.split('/')[1];
  if (isLang(segment)) return segment;
  const { official } = req as SignedIn;
  if (isLang(official?.language)) return official.language;
  return accepted(req) ?? defaultLanguage;
}

/** Gives each page its language and words. Mount it after the session, so that an official's choice is known. */
export function languageMiddleware(req: Request, res: Response, next: NextFunction): void {
  const lang = languageOf(req);
  Object.assign(res.locals, { lang, t: words(lang), path: req.path });
  res.setHeader('Content-Language', languageTag(lang));
  next();
}

/** The same public page in each language, for the switch in the header. `path` must begin with a language. */
export function languageLinks(path: string, query = ''): { lang: Lang; href: string }[] {
  const rest = path.replace(/^\/(sq|sr|en)(?=\/|$)/, '');
  return languages.map((lang) => ({ lang, href: `/${lang}${rest}${query}` }));
}
