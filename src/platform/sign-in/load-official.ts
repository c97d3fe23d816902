import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { SessionData } from 'express-session';
import type { Official, People, Transactions, Tx } from '../../records';
import type { PageRequest, SignedIn } from '../web/request';

/** Who a request comes from, and what they are today: the institution says who is on call. */
export async function signedIn(people: People, tx: Tx, official: Official): Promise<SignedIn> {
  const { id, institutionId, name, email, role, directorateId, language } = official;
  const { settings } = await people.institution(tx, institutionId);
  return { id, institutionId, name, email, role, directorateId, language, onCall: settings.onCallId === id };
}

/**
 * Sets `req.official` from the session. The official is read anew for each request: who was deactivated is out with the
 * next click, and a new role counts at once.
 */
export function loadOfficial(people: People, transactions: Transactions): RequestHandler {
  return (req: Request, _res: Response, next: NextFunction) => {
    const session = req.session as Partial<SessionData> | undefined;
    if (!session?.officialId) return next();
    const { reader } = transactions;
    people
      .byId(reader, session.officialId)
      .then((official) => (official?.active ? signedIn(people, reader, official) : undefined))
      .then((official) => {
        if (official) (req as PageRequest).official = official;
        next();
      }, next);
  };
}
