import { addDays, type LocalDate, localDateOf, type Procedure, startOfLocalDay } from '../law';
import {
  backPlan,
  type CaseClock,
  type CaseClocks,
  type CaseFile,
  clockVersion,
  complaintStage,
  isClosed,
  runsInHours,
} from '../casefile';
import { nominalOf, nominalSince, speaksAt } from './moments';
import type { AlarmClocks } from './policy';
import { rungsOfTasks } from './task-rungs';
import { isWhileUnassigned, type Ladder, type LadderKind, type Rung, type RungClock } from './rungs';

export interface DueRung {
  rung: Rung;
  /** When it fell due by its own terms, however late it is noticed; one in days with the beginning of its day. */
  nominal: Date;
  /** The local day of that moment (Europe/Belgrade). */
  on: LocalDate;
  /** When it may speak: at a decent hour, where it can wait. */
  at: Date;
  /** The version of the clock that it hangs on: an extension plans its rungs anew, a missing assignee does not. */
  version: string;
  /** From when on it has nothing more to say, whatever happens; null: it never falls silent by itself. */
  until: Date | null;
}

/** What hangs on the registration is said once, whatever becomes of the clock. */
const REGISTRATION = 'registration';

type Running = Extract<CaseClock, { state: 'running' }>;

/** The ladder of a case itself; a complaint about it has another one. */
export const ladderKind = (file: Pick<CaseFile, 'kind' | 'urgent'>): LadderKind =>
  runsInHours(file) ? 'urgent' : file.kind;

/** Which clock of a ladder runs in a procedure. */
export function rungClockOf(procedure: Procedure): RungClock {
  if (procedure.startsWith('complaint.')) return 'complaint';
  return procedure.endsWith('.notice') ? 'notice' : 'decision';
}

/** A sweep asks several things of each case: its rungs are counted once. Neither a file nor its clocks ever change. */
const counted = new WeakMap<AlarmClocks, { file: CaseFile; rungs: readonly DueRung[] }>();

/** All rungs of a case as it stands now, those that have spoken among them. */
export function rungsOf(file: CaseFile, clocks: AlarmClocks): readonly DueRung[] {
  const known = counted.get(clocks);
  if (known?.file === file) return known.rungs;
  const rungs = [...(isClosed(file) ? [] : rungsOfCase(file, clocks)), ...rungsOfComplaint(file, clocks)];
  counted.set(clocks, { file, rungs });
  return rungs;
}

/** A clock that stands still, or waits for its calendar, has no rungs; who has the case is asked all the same. */
function rungsOfCase(file: CaseFile, clocks: AlarmClocks): DueRung[] {
  const { clock } = clocks;
  const running = clock.state === 'running' ? clock : null;
  const due: DueRung[] = [];
  for (const rung of clocks.policy.ladders[ladderKind(file)]) {
    if (isWhileUnassigned(rung) && file.assigneeId !== null) continue;
    if (rung.track === 'silence' && (file.kind !== 'access-request' || file.silentSince !== null)) continue;
    if (rung.from !== 'due') due.push(rungSince(rung, file, clocks, running?.dueOn ?? null));
    else if (running && rung.clock === rungClockOf(running.procedure)) due.push(rungOfClock(rung, running, clocks));
    else if (running && rung.clock === 'directorate') due.push(...rungOfDirectorate(rung, file, running, clocks));
  }
  return [...due, ...tasksOfCase(file, clocks)];
}

/** Each request to a directorate is waited for by itself, also beyond the due day of the case. */
function tasksOfCase(file: CaseFile, clocks: AlarmClocks): DueRung[] {
  if (file.tasks.length === 0) return [];
  const { clock, policy } = clocks;
  const dueOn = clock.state === 'running' ? clock.dueOn : null;
  return rungsOfTasks(file, clocks, policy.ladders[ladderKind(file)]).map(({ rung, nominal, version }) =>
    dueRung(rung, nominal, dueOn, version, clocks),
  );
}

function rungsOfComplaint({ complaint }: CaseFile, clocks: AlarmClocks): DueRung[] {
  const clock = clocks.complaintClock;
  if (!complaint || clock?.state !== 'running' || complaintStage(complaint) === 'agency') return [];
  const ladder: Ladder = clocks.policy.ladders.complaint;
  return ladder.map((rung) => rungOfClock(rung, clock, clocks));
}

function rungSince(rung: Rung, file: CaseFile, clocks: AlarmClocks, dueOn: LocalDate | null): DueRung {
  const since = rung.from === 'receipt' ? file.receivedAt : startOfLocalDay(file.registeredOn);
  return dueRung(rung, nominalSince(rung, since), dueOn, REGISTRATION, clocks);
}

function rungOfClock(rung: Rung, clock: Running, clocks: AlarmClocks): DueRung {
  return dueRung(rung, nominalOf(rung, clock, clocks.calendar), clock.dueOn, clockVersion(clock), clocks);
}

/**
 * The directorate's answer is awaited inside the house, of a case that a directorate has, and not beyond the due day. What
 * speaks after that day is about a directorate that was asked for something: it is said of each open task.
 */
function rungOfDirectorate(rung: Rung, file: CaseFile, clock: Running, clocks: AlarmClocks): DueRung[] {
  if (rung.offset > 0) return [];
  const plan =
    file.directorateId === null || rungClockOf(clock.procedure) !== 'decision' ? null : directorateDay(clock, clocks);
  if (plan === null) return [];
  const counted = { trigger: clock.trigger, dueOn: plan, dueAt: null };
  const found = dueRung(rung, nominalOf(rung, counted, clocks.calendar), clock.dueOn, `directorate:${plan}`, clocks);
  return [{ ...found, until: startOfLocalDay(addDays(clock.dueOn, 1)) }];
}

const directorateDay = (clock: Running, clocks: AlarmClocks): LocalDate | null =>
  backPlan(clock, clocks.backPlan)?.directorateOn ?? null;

function dueRung(rung: Rung, nominal: Date, dueOn: LocalDate | null, version: string, clocks: AlarmClocks): DueRung {
  return { rung, nominal, on: localDateOf(nominal), at: speaksAt(rung, nominal, dueOn, clocks), version, until: null };
}

const byNominal = (a: DueRung, b: DueRung): number => a.nominal.getTime() - b.nominal.getTime();
const byMoment = (a: DueRung, b: DueRung): number => a.at.getTime() - b.at.getTime() || byNominal(a, b);

/** The rungs that may speak by `now`, in the order in which they fell due; what was missed is caught up. */
export function rungsDue(file: CaseFile, clocks: AlarmClocks, now: Date): DueRung[] {
  return dueBy(rungsOf(file, clocks), now);
}

/** Of some rungs those that may speak by `now`, in the order in which they fell due. */
export const dueBy = (rungs: readonly DueRung[], now: Date): DueRung[] =>
  rungs.filter(({ at, until }) => at <= now && (until === null || now < until)).sort(byNominal);

/** The rungs that are still to speak, the next one first. */
export function rungsAhead(file: CaseFile, clocks: AlarmClocks, now: Date): DueRung[] {
  return rungsOf(file, clocks)
    .filter((due) => due.at > now)
    .sort(byMoment);
}

/** Of the rungs due, the highest of each track of a clock speaks; the others are superseded. */
export function rungsToSpeak(due: readonly DueRung[]): { speak: DueRung[]; superseded: DueRung[] } {
  const highest = new Map<string, DueRung>();
  const trackOf = (one: DueRung): string => `${one.version} ${one.rung.track}`;
  for (const one of due) highest.set(trackOf(one), one);
  const speak = due.filter((one) => highest.get(trackOf(one)) === one);
  return { speak, superseded: due.filter((one) => !speak.includes(one)) };
}

/** The next moment after `after` at which a rung of this case may speak, or null. */
export function nextRungAt(file: CaseFile, clocks: AlarmClocks, after: Date | null): Date | null {
  let next: Date | null = null;
  for (const { at } of rungsOf(file, clocks)) {
    if ((after === null || at > after) && (next === null || at < next)) next = at;
  }
  return next;
}

/** True while this rung of this clock version still has something to say: asked again just before it speaks. */
export function stillDue(key: string, version: string, file: CaseFile, clocks: AlarmClocks, now: Date): boolean {
  return rungsDue(file, clocks, now).some((due) => due.rung.key === key && due.version === version);
}

/** The clock that an alarm hangs on. */
export function clockOfVersion(version: string, { clock, complaintClock }: CaseClocks): CaseClock {
  return complaintClock && clockVersion(complaintClock) === version ? complaintClock : clock;
}
