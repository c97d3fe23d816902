import { type CaseFile, runsInHours } from '../casefile';
import { type LocalDate, localDateOf } from '../law';
import { addOfficeMinutes } from './hours';
import type { KnownAlarm } from './known';
import { type DueRung, dueBy, rungsOf, rungsToSpeak } from './ladder';
import type { AlarmClocks } from './policy';
import { type Audience, climbKey, isClimb, readRungKey, type Rung } from './rungs';

/** The way up, from whoever has the case. */
const LEVELS: readonly Audience[] = [
  'assignee',
  'directorate-head',
  'responsible-officer',
  'mayors-office',
  'administrator',
];

/** To whom an escalation climbs, step by step: the levels above the lowest that it was told to, without those told. */
export function levelsAbove(to: readonly Audience[]): Audience[] {
  const levels = to.map((one) => (one === 'on-call' ? 0 : LEVELS.indexOf(one))).filter((one) => one >= 0);
  const lowest = Math.min(...levels);
  return LEVELS.filter((one, level) => level > lowest && !to.includes(one));
}

/**
 * Whether an official is mailed of it at once, and not with the next digest: escalations and what is urgent, and whatever is
 * said on the last day or after it.
 *
 * @param dueOn the due day of the clock that it hangs on; null while there is none
 */
export function isMailedAtOnce({ unit, track }: Rung, dueOn: LocalDate | null, today: LocalDate): boolean {
  if (track === 'escalation' || track === 'urgent' || unit === 'hour' || unit === 'minute') return true;
  return dueOn !== null && today >= dueOn;
}

/** An escalation asks for "I have it". */
export const asksForAck = (rung: Pick<Rung, 'track'>): boolean => rung.track === 'escalation';

/**
 * The step that an escalation has climbed to, with the moment at which it may speak; null while nobody was told, after
 * somebody said "I have it", and at the top. A step that was told waits as long again for the next one; one that found
 * nobody new to tell passes on at once.
 */
export function climbOf(
  base: DueRung,
  file: CaseFile,
  clocks: AlarmClocks,
  known: readonly KnownAlarm[],
): DueRung | null {
  const rows = known.filter(
    (one) =>
      one.clockVersion === base.version &&
      one.state !== 'no-longer-due' &&
      readRungKey(one.rung)?.base === base.rung.key,
  );
  if (rows.some((one) => one.acknowledgedAt)) return null;
  const of = (key: string): KnownAlarm[] => rows.filter((one) => one.rung === key);
  let last = settledAt(of(base.rung.key));
  if (last === null || of(base.rung.key).some((one) => one.state === 'planned')) return null;
  for (const [index, level] of levelsAbove(base.rung.to).entries()) {
    const key = climbKey(base.rung.key, index + 1);
    const step = of(key);
    if (step.length === 0 || step.some((one) => one.state === 'planned')) {
      const at = patienceOver(last, file, clocks);
      const rung = { ...base.rung, key, to: [level] };
      return { rung, nominal: at, on: localDateOf(at), at, version: base.version, until: null };
    }
    last = settledAt(step) ?? last;
  }
  return null;
}

/** When the last of them was told; null where nobody was. One that was set aside counts too: a broken job must not stop it. */
function settledAt(alarms: readonly KnownAlarm[]): Date | null {
  const told = alarms.flatMap((one) => (one.state === 'superseded' || !one.settledAt ? [] : [one.settledAt.getTime()]));
  return told.length === 0 ? null : new Date(Math.max(...told));
}

function patienceOver(told: Date, file: CaseFile, { policy: { ack, hours }, calendar }: AlarmClocks): Date {
  return runsInHours(file)
    ? new Date(told.getTime() + ack.urgentAfterMinutes * 60_000)
    : addOfficeMinutes(told, ack.afterMinutes, hours, calendar);
}

/** The climbs of all escalations that speak now. What a higher rung has taken over climbs no more. */
export function climbsOf(
  file: CaseFile,
  clocks: AlarmClocks,
  known: readonly KnownAlarm[],
  now: Date,
  rungs: readonly DueRung[] = rungsOf(file, clocks),
): DueRung[] {
  return rungsToSpeak(dueBy(rungs, now))
    .speak.filter(({ rung }) => asksForAck(rung))
    .flatMap((base) => climbOf(base, file, clocks, known) ?? []);
}

/**
 * The rung or climb of a key, while it has something to say; undefined when it is not due any more, or when a higher rung of
 * its track has fallen due meanwhile and speaks instead.
 */
export function dueNow(
  key: string,
  version: string,
  file: CaseFile,
  clocks: AlarmClocks,
  known: readonly KnownAlarm[],
  now: Date,
): DueRung | undefined {
  const rungs = rungsOf(file, clocks);
  const due = isClimb(key)
    ? climbsOf(file, clocks, known, now, rungs).filter(({ at }) => at <= now)
    : rungsToSpeak(dueBy(rungs, now)).speak;
  return due.find((one) => one.rung.key === key && one.version === version);
}

/** The next moment after `now` at which something may have to be said of a case: the sweep looks at nothing before it. */
export function nextLookAt(file: CaseFile, clocks: AlarmClocks, known: readonly KnownAlarm[], now: Date): Date | null {
  const rungs = rungsOf(file, clocks);
  const times = [...rungs, ...climbsOf(file, clocks, known, now, rungs)]
    .map(({ at }) => at.getTime())
    .filter((at) => at > now.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}
