import type { Response } from 'express';
import type { PageRequest } from './request';

export interface ShownOnce {
  put(res: Response, secure: boolean, whose: string, secret: string): void;
  /** The secret, if one waits to be shown to this person; it is then gone. */
  take(req: PageRequest, res: Response, whose: string): string | null;
}

/**
 * A new secret travels from the form to the page after it in a signed cookie of the person's own browser, for five
 * minutes: so the form can redirect, a reload shows it no more, and no page of the server keeps it.
 *
 * @param path of the pages that may see the cookie
 */
export function shownOnce(cookie: string, path: string): ShownOnce {
  const options = { path, httpOnly: true, sameSite: 'strict', signed: true } as const;
  return {
    put(res, secure, whose, secret) {
      res.cookie(cookie, `${whose}:${secret}`, { ...options, secure, maxAge: 5 * 60_000 });
    },
    take(req, res, whose) {
      const kept = (req.signedCookies as Record<string, unknown>)[cookie];
      if (typeof kept !== 'string' || !kept.startsWith(`${whose}:`)) return null;
      res.clearCookie(cookie, { path });
      return kept.slice(whose.length + 1);
    },
  };
}
