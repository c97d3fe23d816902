import { otherClock } from '../support/other-clock';
import { DAY_RUNGS, DECENT_HOUR, HOUR_RUNGS, type OtherRung } from './other-ladder';
import { calendar, dayOf, directorateDay, moment, plusDays, workingBefore, workingFrom } from './other-time';
import type { CaseTruth, Standing } from './truth';

/** A rung of a case under one clock. */
export interface Instance {
  rung: OtherRung;
  version: string;
  /** The local day on which it falls due. */
  on: string;
  /** From this moment on it may speak. */
  at: number;
  /** Until this moment. */
  until: number;
  /** The due day of the law; '9999-12-31' while there is none. */
  dueOn: string;
  /** Set where it is the climb of an escalation: who heard of that before. */
  climbs?: { toldBefore: ReadonlySet<string> };
}

const REGISTRATION = 'registration';
const NO_DUE_DAY = '9999-12-31';

/**
 * When each rung of a case may speak, as it stands, worked out a second time: the clock of the law by the other implementation
 * of the tests, the ladder and its hours by tables of their own.
 */
export function rungsOf(truth: CaseTruth, standing: Standing): Instance[] {
  if (standing.closed) return [];
  const procedure =
    truth.kind === 'petition' ? 'petition.consider' : truth.urgent ? 'access.urgent' : 'access.decision';
  const trigger = truth.receivedOn < truth.registeredOn ? truth.receivedOn : truth.registeredOn;
  const { receivedAt } = truth;
  const { asked } = standing;
  const extended = standing.extended ? 'A' : undefined;
  const clock = otherClock({ procedure, trigger, receivedAt, extended, rule: 'pauses', asked }, calendar);
  const running = clock.state === 'running' ? clock : null;
  const dueOn = running?.due ?? NO_DUE_DAY;
  const found: Instance[] = [];
  for (const rung of truth.urgent ? HOUR_RUNGS : DAY_RUNGS) {
    if (rung.whileUnassigned && standing.assigneeId !== null) continue;
    if (rung.track === 'silence' && truth.kind !== 'access-request') continue;
    if (rung.from === 'receipt') found.push(hourly(rung, receivedAt, REGISTRATION, dueOn));
    else if (rung.from === 'registration') {
      found.push(daily(rung, plusDays(truth.registeredOn, rung.offset), REGISTRATION, dueOn));
    } else if (running?.dueAt) {
      found.push(hourly(rung, running.dueAt, `${procedure}:${new Date(running.dueAt).toISOString()}`, dueOn));
    } else if (running && rung.from === 'due') {
      found.push(daily(rung, plusDays(dueOn, rung.offset), `${procedure}:${dueOn}`, dueOn));
    } else if (running && standing.directorateId !== null) {
      const day = directorateDay(trigger, dueOn, asked);
      const one = daily(rung, workingBefore(day, 0), `directorate:${day}`, dueOn);
      const on = rung.offset === 0 ? one.on : workingBefore(plusDays(one.on, -1), 0);
      found.push({ ...daily(rung, on, one.version, dueOn), until: moment(plusDays(dueOn, 1)) });
    }
  }
  return found;
}

function hourly(rung: OtherRung, from: number, version: string, dueOn: string): Instance {
  const at = from + rung.offset * (rung.unit === 'minute' ? 60_000 : 3_600_000);
  return { rung, version, on: dayOf(at), at, until: Infinity, dueOn };
}

const daily = (rung: OtherRung, on: string, version: string, dueOn: string): Instance => {
  return { rung, version, on, at: maySpeak(rung, on, dueOn), until: Infinity, dueOn };
};

/** What can wait, waits for a decent hour of a working day; nothing waits past the due day. */
function maySpeak(rung: OtherRung, on: string, dueOn: string): number {
  const decent = DECENT_HOUR[rung.track];
  if (!decent || on >= dueOn) return moment(on);
  const day = workingFrom(on);
  return day > dueOn ? moment(on) : moment(day, decent);
}
