import type { Response } from 'express';
import { deskPaths } from '../../platform/paths';
import type { PageRequest } from '../../platform/web/request';

const COOKIE = 'qasja.calendar';
const OPTIONS = { path: deskPaths.accountCalendar(), httpOnly: true, sameSite: 'strict', signed: true } as const;

/**
 * A new address travels from the form to the page after it in a signed cookie of the official's own browser, for five
 * minutes: so the form can redirect, a reload shows it no more, and the server keeps it nowhere.
 */
export function showOnce(res: Response, secure: boolean, officialId: string, token: string): void {
  res.cookie(COOKIE, `${officialId}:${token}`, { ...OPTIONS, secure, maxAge: 5 * 60_000 });
}

/** The token for this official, if one waits to be shown; it is then gone. */
export function takeShown(req: PageRequest, res: Response, officialId: string): string | null {
  const kept = (req.signedCookies as Record<string, unknown>)[COOKIE];
  if (typeof kept !== 'string' || !kept.startsWith(`${officialId}:`)) return null;
  res.clearCookie(COOKIE, { path: OPTIONS.path });
  return kept.slice(officialId.length + 1);
}
