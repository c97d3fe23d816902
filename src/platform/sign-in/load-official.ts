import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { SessionData } from 'express-session';
import type { Role } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import type { Absences, Official, People, Standings, Transactions, Tx } from '../../records';
import type { Clock } from '../clock';
import type { PageRequest, SignedIn } from '../web/request';
import { mayEnter } from './access';

/** What is asked of an official with each request. */
export interface Whereabouts {
  people: People;
  absences: Absences;
  standings: Standings;
}

/**
 * Who a request comes from, and what they are today: the institution says who is on call, absences say for whom they stand
 * in. Whoever stands in for the one on call is on call.
 */
async function signedIn(
  { people, absences, standings }: Whereabouts,
  tx: Tx,
  official: Official,
  today: LocalDate,
): Promise<SignedIn> {
  const { id, institutionId, name, email, role, directorateId, language } = official;
  // An auditor stands in for nobody and heads nothing, whatever they were before.
  if (role === 'auditor') {
    const { settings } = await people.institution(tx, institutionId);
    const seat = { id, institutionId, name, email, role, directorateId: null, language };
    return { ...seat, ...enrolment(official, settings.secondFactorRoles) };
  }
  const { onCallId, somebodyAway, heads, unread, secondFactorRoles } = await standings.of(tx, official, today);
  const self = { id, institutionId, name, email, role, directorateId, language, heads, unread, somebodyAway };
  const keeper = official.keeper && role === 'administrator' ? ({ keeper: true } as const) : {};
  const own = { ...self, ...keeper, ...enrolment(official, secondFactorRoles) };
  const away = somebodyAway ? await absences.stoodForBy(tx, institutionId, id, today) : [];
  if (away.length === 0) return { ...own, onCall: onCallId === id, standsInFor: [] };
  const directorates = await people.directorates(tx, institutionId);
  const standsInFor = away.map((one) => ({
    id: one.id,
    name: one.name,
    role: one.role,
    directorateId: one.directorateId,
    heads: directorates.filter(({ headId }) => headId === one.id).map((headed) => headed.id),
  }));
  return { ...own, onCall: [official, ...away].some((one) => one.id === onCallId), standsInFor };
}

/** Looks anew who an official is and what they are today; null for who is not let in, or never was. */
export async function officialNow(from: Whereabouts, tx: Tx, id: string, today: LocalDate): Promise<SignedIn | null> {
  const official = await from.people.byId(tx, id);
  return official && mayEnter(official, today) ? signedIn(from, tx, official, today) : null;
}

/** Who has no second factor, and whose role must have one, gets nothing else done before (`Allow`). */
const enrolment = ({ role, secondFactorAt }: Official, roles: readonly Role[] = []): { mustEnrol?: true } =>
  !secondFactorAt && roles.includes(role) ? { mustEnrol: true } : {};

/**
 * Sets `req.official` from the session. The official is read anew for each request: who was deactivated, or whose last day
 * has passed, is out with the next click; a new role counts at once, and so does an absence.
 */
export function loadOfficial(from: Whereabouts, transactions: Transactions, clock: Clock): RequestHandler {
  return (req: Request, _res: Response, next: NextFunction) => {
    const session = req.session as Partial<SessionData> | undefined;
    if (!session?.officialId) return next();
    const { reader } = transactions;
    officialNow(from, reader, session.officialId, clock.today()).then((official) => {
      // The provider asked for a second factor already.
      if (official && session.manyFactors) delete official.mustEnrol;
      if (official) (req as PageRequest).official = official;
      next();
    }, next);
  };
}
