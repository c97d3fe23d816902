import type { CaseEvent } from '../../src/core/casefile';

/*
 * What the campaign did to each case, kept by the campaign itself: the judge believes this and not the database.
 * Moments are milliseconds of the moved clock.
 */

/** How a case stands from a moment on. */
export interface Standing {
  from: number;
  assigneeId: string | null;
  directorateId: string | null;
  extended: boolean;
  /** Questions to the applicant, in days; null while the answer is awaited. */
  asked: readonly { from: string; until: string | null }[];
  closed: boolean;
}

export interface CaseTruth {
  id: string;
  reference: string;
  kind: 'access-request' | 'petition';
  urgent: boolean;
  receivedOn: string;
  receivedAt: number;
  registeredOn: string;
  /** Null: the applicant is written to on paper. */
  citizen: string | null;
  /** In order. */
  standings: Standing[];
  /** Escalations to which somebody said "I have it", without their climbs. */
  acknowledged: { version: string; rung: string; at: number }[];
}

/** Somebody who works there. */
export interface Person {
  id: string;
  email: string;
  role: string;
  directorateId: string | null;
}

/** Away from one local day to another, both included, with whoever stands in. */
export interface Away {
  officialId: string;
  from: string;
  until: string;
  standInId: string | null;
}

export interface TownTruth {
  people: Person[];
  /** Head of each directorate. */
  heads: Map<string, string>;
  onCallId: string | null;
  away: Away[];
}

/** A moment at which the house stood still: everything that it had found until `looked` was said and sent. */
export interface Stillness {
  looked: number;
  at: number;
}

/** Adds how a case stands from a moment on. */
export function change(truth: CaseTruth, at: number, what: Partial<Omit<Standing, 'from'>>): void {
  const last = truth.standings.at(-1);
  if (!last) throw new Error('A case stands somehow from its beginning.');
  truth.standings.push({ ...last, ...what, from: Math.max(at, last.from) });
}

export const isClosed = (truth: CaseTruth): boolean => truth.standings.at(-1)?.closed === true;

export const standingFrom = (from: number): CaseTruth['standings'][number] => ({
  from,
  assigneeId: null,
  directorateId: null,
  extended: false,
  asked: [],
  closed: false,
});

/** What an event changes in how a case stands. */
export function learn(truth: CaseTruth, event: CaseEvent, at: number): void {
  const asked = truth.standings.at(-1)?.asked ?? [];
  if (event.type === 'assigned') {
    change(truth, at, { assigneeId: event.assigneeId, directorateId: event.directorateId });
  } else if (event.type === 'extended') change(truth, at, { extended: true });
  else if (event.type === 'decided') change(truth, at, { closed: true });
  else if (event.type === 'clarification-asked') {
    change(truth, at, { asked: [...asked, { from: event.occurredOn, until: null }] });
  } else if (event.type === 'clarification-answered') {
    change(truth, at, { asked: asked.map((one) => ({ ...one, until: one.until ?? event.occurredOn })) });
  }
}
