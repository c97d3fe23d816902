import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { SessionData } from 'express-session';
import { type Official, type People, type Transactions } from '../../records';
import type { PageRequest, SignedIn } from '../web/request';

export function signedIn(official: Official): SignedIn {
  const { id, institutionId, name, email, role, directorateId, language } = official;
  return { id, institutionId, name, email, role, directorateId, language };
}

/**
 * Sets `req.official` from the session. The official is read anew for each request: who was deactivated is out with the
 * next click, and a new role counts at once.
 */
export function loadOfficial(people: People, transactions: Transactions): RequestHandler {
  return (req: Request, _res: Response, next: NextFunction) => {
    const session = req.session as Partial<SessionData> | undefined;
    if (!session?.officialId) return next();
    people.byId(transactions.reader, session.officialId).then((official) => {
      if (official?.active) (req as PageRequest).official = signedIn(official);
      next();
    }, next);
  };
}
