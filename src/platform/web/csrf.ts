import { randomBytes } from 'node:crypto';
import { ForbiddenException } from '@nestjs/common';
import { doubleCsrf } from 'csrf-csrf';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Config } from '../config';
import type { PageRequest } from './request';

const VISITOR = 'qasja.visitor';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Asked by programs, which keep no cookies. */
const TAKES_NO_FORMS = /^\/(api|calendar)\//;

/** Forms that are shown again with what was typed, instead of an error page, when their token is old. */
const SHOWN_AGAIN = [
  /^\/(sq|sr|en)\//,
  /^\/desk\/(absences|alarm-rules|bulk|cases|counter|exports|import|mail|own|retention|sign-in|tasks|transfers)(\/|$)/,
];

/**
 * Double-submit token, bound to a random visitor cookie and to who is signed in. An old token sets `staleForm` where the
 * page shows the form again, and is refused with 403 elsewhere. At the desk nobody does anything without being signed in:
 * who is not any more is led to the sign-in by the route itself (`Allow`), with what was typed. The API and the calendars
 * are left out: they take no cookies.
 */
export function csrfProtection(config: Config): RequestHandler {
  const secure = config.publicUrl.startsWith('https:');
  const visitorOf = (req: Request): string => textOf((req.signedCookies as Record<string, unknown>)[VISITOR]);
  const csrf = doubleCsrf({
    getSecret: () => config.sessionSecret,
    getSessionIdentifier: (req) => `${visitorOf(req)}:${(req as PageRequest).official?.id ?? ''}`,
    cookieName: secure ? '__Host-qasja.form' : 'qasja.form',
    cookieOptions: { sameSite: 'lax', secure, httpOnly: true, path: '/' },
    getCsrfTokenFromRequest: (req) => textOf((req.body as Record<string, unknown> | undefined)?._csrf),
  });
  return (req: Request, res: Response, next: NextFunction) => {
    if (TAKES_NO_FORMS.test(req.path)) return next();
    if (!visitorOf(req)) {
      const visitor = randomBytes(16).toString('base64url');
      (req.signedCookies as Record<string, unknown>)[VISITOR] = visitor;
      res.cookie(VISITOR, visitor, { signed: true, httpOnly: true, sameSite: 'lax', secure });
    }
    // Made only when a page is rendered: a redirect needs no token.
    Object.defineProperty(res.locals, 'csrfToken', {
      enumerable: true,
      configurable: true,
      get: () => csrf.generateCsrfToken(req, res, { validateOnReuse: false }),
    });
    if (!['GET', 'HEAD'].includes(req.method) && !csrf.validateRequest(req)) {
      const signedOut = !(req as PageRequest).official && req.path.startsWith('/desk/');
      if (!signedOut && !SHOWN_AGAIN.some((path) => path.test(req.path))) return next(new ForbiddenException());
      (req as PageRequest).staleForm = true;
    }
    next();
  };
}
