import type { NextFunction, Request, Response } from 'express';
import { defaultLanguage, isLang, type Lang, languages, languageTag, words } from './words';

type SignedIn = Request & { official?: { language?: unknown } };

function accepted(req: Request, offered: readonly Lang[]): Lang | undefined {
  // a browser set to Bosnian, Croatian or Montenegrin reads the Serbian pages in Latin script
  const neighbours: Record<string, Lang> = { sh: 'sr', bs: 'sr', hr: 'sr', cnr: 'sr' };
  for (const tag of req.acceptsLanguages()) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    const found = isLang(base) ? base : neighbours[base];
    if (found && offered.includes(found)) return found;
  }
  return undefined;
}

interface Offered {
  pages: readonly Lang[];
  first: Lang;
}

/**
 * The address decides (/sq, /sr, /en), then the signed-in person's choice, then the browser among what is offered, then what
 * stands first: Albanian, unless an institution says otherwise.
 */
export function languageOf(
  req: Request,
  { pages, first }: Offered = { pages: languages, first: defaultLanguage },
): Lang {
  const segment = req.path.split('/')[1];
  if (isLang(segment)) return segment;
  const { official } = req as SignedIn;
  if (isLang(official?.language)) return official.language;
  return accepted(req, pages) ?? first;
}

/** Gives each page its language and words. Mount it after the session, so that an official's choice is known. */
export function languageMiddleware(req: Request, res: Response, next: NextFunction): void {
  const lang = languageOf(req);
  Object.assign(res.locals, { lang, t: words(lang), path: req.path });
  res.setHeader('Content-Language', languageTag(lang));
  next();
}

/** The same public page in each language that is offered, for the switch in the header. `path` must begin with a language. */
export function languageLinks(path: string, query = '', offered = languages): { lang: Lang; href: string }[] {
  const rest = path.replace(/^\/(sq|sr|en)(?=\/|$)/, '');
  return offered.map((lang) => ({ lang, href: `/${lang}${rest}${query}` }));
}
