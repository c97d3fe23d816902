import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Config } from '../config';
import type { SessionKeeper } from './session-keeper';

/** True for the officials' pages: only they know sessions; a citizen gets no session cookie. */
export const isDeskPath = (path: string): boolean => path === '/desk' || path.startsWith('/desk/');

/**
 * Sessions of officials. The cookie lives until the browser closes and is sent nowhere but to /desk; how long it opens
 * anything is decided by the database.
 */
export function sessionMiddleware(config: Config, keeper: SessionKeeper): RequestHandler {
  const secure = config.publicUrl.startsWith('https:');
  const sessions = session({
    name: secure ? '__Secure-qasja.desk' : 'qasja.desk',
    secret: config.sessionSecret,
    store: keeper,
    resave: false,
    saveUninitialized: false,
    // behind a proxy the request itself is plain HTTP; without this the cookie would never be set
    ...(secure ? { proxy: true } : {}),
    cookie: { path: '/desk', httpOnly: true, sameSite: 'lax', secure },
  });
  return (req: Request, res: Response, next: NextFunction) => {
    if (isDeskPath(req.path)) void sessions(req, res, next);
    else next();
  };
}
