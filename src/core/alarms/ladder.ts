import { addDays, type LocalDate } from '../law';
import { type CaseClock, type CaseClocks, type CaseFile, clockVersion, complaintStage, isClosed } from '../casefile';

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
  /** The version of the clock that it hangs on: an extension plans its rungs anew, a missing assignee does not. */
  version: string;
}

/** Of a complaint the same days are told; the applicant knows of it already. */
const OF_COMPLAINTS: readonly Track[] = ['reminder', 'escalation'];

function rungsOf(file: CaseFile, clocks: CaseClocks): DueRung[] {
  return [...(isClosed(file) ? [] : rungsOfCase(file, clocks.clock)), ...rungsOfComplaint(file, clocks.complaintClock)];
}

function rungsOfCase(file: CaseFile, clock: CaseClock): DueRung[] {
  const due: DueRung[] = [];
  for (const rung of LADDER) {
    if (rung.track === 'unassigned') {
      if (file.assigneeId !== null) continue;
      due.push({ rung, on: addDays(file.registeredOn, rung.offset), version: 'registration' });
    } else if (clock.state === 'running') {
      if (rung.track === 'silence' && (file.kind !== 'access-request' || file.silentSince !== null)) continue;
      due.push({ rung, on: addDays(clock.dueOn, rung.offset), version: clockVersion(clock) });
    }
  }
  return due;
}

function rungsOfComplaint({ complaint }: CaseFile, clock: CaseClock | null): DueRung[] {
  if (!complaint || clock?.state !== 'running' || complaintStage(complaint) === 'agency') return [];
  const version = clockVersion(clock);
  return LADDER.filter(({ track }) => OF_COMPLAINTS.includes(track)).map((rung) => ({
    rung,
    on: addDays(clock.dueOn, rung.offset),
    version,
  }));
}

/** The rungs that have fallen due by `today`, oldest first; what was missed is caught up. */
export function rungsDue(file: CaseFile, clocks: CaseClocks, today: LocalDate): DueRung[] {
  return rungsOf(file, clocks)
    .filter((due) => due.on <= today)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** The rungs that are still to come, the next one first. */
export function rungsAhead(file: CaseFile, clocks: CaseClocks, today: LocalDate): DueRung[] {
  return rungsOf(file, clocks)
    .filter((due) => due.on > today)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** Of the rungs due, the highest of each track of a clock speaks; the others are superseded. */
export function rungsToSpeak(due: readonly DueRung[]): { speak: DueRung[]; superseded: DueRung[] } {
  const highest = new Map<string, DueRung>();
  const trackOf = (one: DueRung): string => `${one.version} ${one.rung.track}`;
  for (const one of due) highest.set(trackOf(one), one);
  const speak = due.filter((one) => highest.get(trackOf(one)) === one);
  return { speak, superseded: due.filter((one) => !speak.includes(one)) };
}

/** The next day after `after` on which this case has a rung, or null. The sweep looks at nothing before that day. */
export function nextRungOn(file: CaseFile, clocks: CaseClocks, after: LocalDate | null): LocalDate | null {
  let next: LocalDate | null = null;
  for (const { on } of rungsOf(file, clocks)) {
    if ((after === null || on > after) && (next === null || on < next)) next = on;
  }
  return next;
}

/** True while this rung of this clock version still has something to say: asked again just before it speaks. */
export function stillDue(key: string, version: string, file: CaseFile, clocks: CaseClocks, today: LocalDate): boolean {
  return rungsDue(file, clocks, today).some((due) => due.rung.key === key && due.version === version);
}

/** The clock that an alarm hangs on. */
export function clockOfVersion(version: string, { clock, complaintClock }: CaseClocks): CaseClock {
  return complaintClock && clockVersion(complaintClock) === version ? complaintClock : clock;
}
