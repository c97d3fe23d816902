import { addDays, type LocalDate } from '../law';
import { type CaseClock, type CaseFile, clockVersion, isClosed } from '../casefile';

/** Whom a rung speaks to. `fallback` roles are told when nobody fills the role: an alarm never falls on the floor. */
export type Audience = 'assignee' | 'directorate-head' | 'mayors-office' | 'responsible-officer' | 'citizen';

/** Rungs of one track follow each other: when several are due at once, only the highest goes out. */
export type Track = 'reminder' | 'escalation' | 'unassigned' | 'silence';

export interface Rung {
  key: string;
  track: Track;
  /** Days from the due day (negative: before), or from the day of registration for `unassigned`. */
  offset: number;
  to: readonly Audience[];
}

/**
 * The ladder: reminder 3 days and 1 day before and on the day; escalation when 1 day is left and when it is overdue;
 * the responsible officer learns of a case that nobody took after a day; the citizen learns of the silence.
 */
export const LADDER: readonly Rung[] = [
  { key: 'unassigned', track: 'unassigned', offset: 1, to: ['responsible-officer'] },
  { key: 'reminder-3', track: 'reminder', offset: -3, to: ['assignee'] },
  { key: 'reminder-1', track: 'reminder', offset: -1, to: ['assignee'] },
  { key: 'reminder-0', track: 'reminder', offset: 0, to: ['assignee'] },
  { key: 'escalation-1', track: 'escalation', offset: -1, to: ['directorate-head', 'mayors-office'] },
  { key: 'escalation-overdue', track: 'escalation', offset: 1, to: ['directorate-head', 'mayors-office'] },
  { key: 'silence', track: 'silence', offset: 1, to: ['citizen'] },
];

export interface DueRung {
  rung: Rung;
  /** The day it fell due, however late it is noticed. */
  on: LocalDate;
}

function rungsOf(file: CaseFile, clock: CaseClock): DueRung[] {
  if (isClosed(file)) return [];
  const due: DueRung[] = [];
  for (const rung of LADDER) {
    if (rung.track === 'unassigned') {
      if (file.assigneeId === null) due.push({ rung, on: addDays(file.registeredOn, rung.offset) });
    } else if (clock.state === 'running') {
      if (rung.track === 'silence' && (file.kind !== 'access-request' || file.silentSince !== null)) continue;
      due.push({ rung, on: addDays(clock.dueOn, rung.offset) });
    }
  }
  return due;
}

/** The rungs that have fallen due by `today`, oldest first; what was missed is caught up. */
export function rungsDue(file: CaseFile, clock: CaseClock, today: LocalDate): DueRung[] {
  return rungsOf(file, clock)
    .filter((due) => due.on <= today)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** Of the rungs due, the highest of each track speaks; the others are superseded. */
export function rungsToSpeak(due: readonly DueRung[]): { speak: DueRung[]; superseded: DueRung[] } {
  const highest = new Map<Track, DueRung>();
  for (const one of due) highest.set(one.rung.track, one);
  const speak = due.filter((one) => highest.get(one.rung.track) === one);
  return { speak, superseded: due.filter((one) => !speak.includes(one)) };
}

/** The next day after `after` on which this case has a rung, or null. The sweep looks at nothing before that day. */
export function nextRungOn(file: CaseFile, clock: CaseClock, after: LocalDate | null): LocalDate | null {
  let next: LocalDate | null = null;
  for (const { on } of rungsOf(file, clock)) {
    if ((after === null || on > after) && (next === null || on < next)) next = on;
  }
  return next;
}

/** True while this rung still has something to say: asked again just before it speaks. */
export function stillDue(key: string, file: CaseFile, clock: CaseClock, today: LocalDate): boolean {
  return rungsDue(file, clock, today).some((due) => due.rung.key === key);
}

/** The version of the clock that a rung hangs on: an extension plans its rungs anew, a missing assignee does not. */
export const rungVersion = (rung: Rung, clock: CaseClock): string =>
  rung.track === 'unassigned' ? 'registration' : clockVersion(clock);
