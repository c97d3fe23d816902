import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { SessionData } from 'express-session';
import type { LocalDate } from '../../core/law';
import type { Absences, Official, People, Transactions, Tx } from '../../records';
import type { Clock } from '../clock';
import type { PageRequest, SignedIn } from '../web/request';

/** What is asked of an official with each request. */
export interface Whereabouts {
  people: People;
  absences: Absences;
}

/**
 * Who a request comes from, and what they are today: the institution says who is on call, absences say for whom they stand
 * in. Whoever stands in for the one on call is on call.
 */
export async function signedIn(
  { people, absences }: Whereabouts,
  tx: Tx,
  official: Official,
  today: LocalDate,
): Promise<SignedIn> {
  const { id, institutionId, name, email, role, directorateId, language } = official;
  const { settings } = await people.institution(tx, institutionId);
  const away = await absences.stoodForBy(tx, institutionId, id, today);
  const onCall = settings.onCallId === id || away.some((one) => one.id === settings.onCallId);
  const directorates = await people.directorates(tx, institutionId);
  const headedBy = (head: string): string[] => directorates.filter((one) => one.headId === head).map((one) => one.id);
  const standsInFor = away.map((one) => ({
    id: one.id,
    name: one.name,
    role: one.role,
    directorateId: one.directorateId,
    heads: headedBy(one.id),
  }));
  const heads = headedBy(id);
  const mustEnrol = !official.secondFactorAt && settings.secondFactorRoles?.includes(role) === true;
  return {
    ...{ id, institutionId, name, email, role, directorateId, language, heads, onCall, standsInFor },
    ...(mustEnrol ? { mustEnrol } : {}),
  };
}

/**
 * Sets `req.official` from the session. The official is read anew for each request: who was deactivated is out with the
 * next click, a new role counts at once, and so does an absence.
 */
export function loadOfficial(from: Whereabouts, transactions: Transactions, clock: Clock): RequestHandler {
  return (req: Request, _res: Response, next: NextFunction) => {
    const session = req.session as Partial<SessionData> | undefined;
    if (!session?.officialId) return next();
    const { reader } = transactions;
    from.people
      .byId(reader, session.officialId)
      .then((official) => (official?.active ? signedIn(from, reader, official, clock.today()) : undefined))
      .then((official) => {
        if (official) (req as PageRequest).official = official;
        next();
      }, next);
  };
}
