import { addDays, type LocalDate, localDateOf, startOfLocalDay } from '../law';
import {
  type CaseClock,
  type CaseClocks,
  type CaseFile,
  clockVersion,
  complaintStage,
  isClosed,
  runsInHours,
} from '../casefile';
import { LADDER, type Rung, type Track, URGENT_LADDER, WHILE_UNASSIGNED } from './rungs';

export interface DueRung {
  rung: Rung;
  /** When it fell due, however late it is noticed; a rung in days with the beginning of its day (Europe/Belgrade). */
  at: Date;
  /** The local day of that moment. */
  on: LocalDate;
  /** The version of the clock that it hangs on: an extension plans its rungs anew, a missing assignee does not. */
  version: string;
}

const MS = { hour: 3_600_000, minute: 60_000 } as const;

/** What hangs on the registration is said once, whatever becomes of the clock. */
const REGISTRATION = 'registration';

/** Of a complaint the same days are told; the applicant knows of it already. */
const OF_COMPLAINTS: readonly Track[] = ['reminder', 'escalation'];

function rungsOf(file: CaseFile, clocks: CaseClocks): DueRung[] {
  return [...(isClosed(file) ? [] : rungsOfCase(file, clocks.clock)), ...rungsOfComplaint(file, clocks.complaintClock)];
}

/** A clock that stands still, or waits for its calendar, has no rungs; who has the case is asked all the same. */
function rungsOfCase(file: CaseFile, clock: CaseClock): DueRung[] {
  const due: DueRung[] = [];
  for (const rung of runsInHours(file) ? URGENT_LADDER : LADDER) {
    if (WHILE_UNASSIGNED.has(rung.key) && file.assigneeId !== null) continue;
    if (rung.track === 'silence' && (file.kind !== 'access-request' || file.silentSince !== null)) continue;
    if (rung.from === 'registration') due.push(dayRung(rung, file.registeredOn, REGISTRATION));
    else if (rung.from === 'receipt') due.push(hourRung(rung, file.receivedAt, REGISTRATION));
    else if (clock.state === 'running') due.push(rungOfClock(rung, clock));
  }
  return due;
}

function rungsOfComplaint({ complaint }: CaseFile, clock: CaseClock | null): DueRung[] {
  if (!complaint || clock?.state !== 'running' || complaintStage(complaint) === 'agency') return [];
  return LADDER.filter(({ track }) => OF_COMPLAINTS.includes(track)).map((rung) => rungOfClock(rung, clock));
}

function rungOfClock(rung: Rung, clock: Extract<CaseClock, { state: 'running' }>): DueRung {
  const version = clockVersion(clock);
  return clock.dueAt && rung.unit !== 'day'
    ? hourRung(rung, clock.dueAt, version)
    : dayRung(rung, clock.dueOn, version);
}

function dayRung(rung: Rung, from: LocalDate, version: string): DueRung {
  const on = addDays(from, rung.offset);
  return { rung, at: startOfLocalDay(on), on, version };
}

function hourRung(rung: Rung, from: Date, version: string): DueRung {
  const at = new Date(from.getTime() + rung.offset * (rung.unit === 'minute' ? MS.minute : MS.hour));
  return { rung, at, on: localDateOf(at), version };
}

const soonestFirst = (a: DueRung, b: DueRung): number => a.at.getTime() - b.at.getTime();

/** The rungs that have fallen due by `now`, oldest first; what was missed is caught up. */
export function rungsDue(file: CaseFile, clocks: CaseClocks, now: Date): DueRung[] {
  return rungsOf(file, clocks)
    .filter((due) => due.at <= now)
    .sort(soonestFirst);
}

/** The rungs that are still to come, the next one first. */
export function rungsAhead(file: CaseFile, clocks: CaseClocks, now: Date): DueRung[] {
  return rungsOf(file, clocks)
    .filter((due) => due.at > now)
    .sort(soonestFirst);
}

/** Of the rungs due, the highest of each track of a clock speaks; the others are superseded. */
export function rungsToSpeak(due: readonly DueRung[]): { speak: DueRung[]; superseded: DueRung[] } {
  const highest = new Map<string, DueRung>();
  const trackOf = (one: DueRung): string => `${one.version} ${one.rung.track}`;
  for (const one of due) highest.set(trackOf(one), one);
  const speak = due.filter((one) => highest.get(trackOf(one)) === one);
  return { speak, superseded: due.filter((one) => !speak.includes(one)) };
}

/** The next moment after `after` at which this case has a rung, or null. The sweep looks at nothing before it. */
export function nextRungAt(file: CaseFile, clocks: CaseClocks, after: Date | null): Date | null {
  let next: Date | null = null;
  for (const { at } of rungsOf(file, clocks)) {
    if ((after === null || at > after) && (next === null || at < next)) next = at;
  }
  return next;
}

/** True while this rung of this clock version still has something to say: asked again just before it speaks. */
export function stillDue(key: string, version: string, file: CaseFile, clocks: CaseClocks, now: Date): boolean {
  return rungsDue(file, clocks, now).some((due) => due.rung.key === key && due.version === version);
}

/** The clock that an alarm hangs on. */
export function clockOfVersion(version: string, { clock, complaintClock }: CaseClocks): CaseClock {
  return complaintClock && clockVersion(complaintClock) === version ? complaintClock : clock;
}
