import type { CaseFile } from '../casefile';
import { type LocalDate, localDateOf } from '../law';
import { climbsOf } from './climb';
import { dueBy, type DueRung, rungsDue, rungsOf, rungsToSpeak } from './ladder';
import type { KnownAlarm } from './known';
import { planAlarms } from './plan';
import type { AlarmClocks } from './policy';
import { type Staff, whoIsTold } from './recipients';
import { isClimb } from './rungs';

/** What will be said of a case, and to whom. */
export interface RungToTell extends DueRung {
  /** Ids of officials, or `citizen`; empty when nobody fills any role that could be told. */
  to: string[];
}

/** The alarms that a case owes by now and that are not written yet: the next sweep plans them. Oldest first. */
export function rungsOwed(
  file: CaseFile,
  clocks: AlarmClocks,
  staff: Staff,
  known: readonly KnownAlarm[],
  now: Date,
  takenIn: LocalDate | null = null,
): RungToTell[] {
  const planned = planAlarms(file, clocks, staff, known, now, takenIn).filter((one) => one.state === 'planned');
  return [...rungsDue(file, clocks, now), ...climbsOf(file, clocks, known, now)]
    .map((due) => ({
      ...due,
      to: planned
        .filter((one) => one.rung === due.rung.key && one.clockVersion === due.version)
        .map((one) => one.recipientKey),
    }))
    .filter((one) => one.to.length > 0);
}

/**
 * What will be said of a case after `now` and until a moment, that moment included, if nothing happens until then;
 * soonest first: also where an escalation will climb if nobody acknowledges it. What was said of the same clock already is
 * not said again, nor what a higher rung will say by then. Who will be away then is not among those told.
 */
export function rungsToTell(
  file: CaseFile,
  clocks: AlarmClocks,
  staff: Staff,
  known: readonly KnownAlarm[],
  now: Date,
  until: Date,
): RungToTell[] {
  const isWritten = ({ rung, version }: DueRung): boolean =>
    known.some((one) => one.state !== 'no-longer-due' && one.rung === rung.key && one.clockVersion === version);
  const rungs = rungsOf(file, clocks);
  const speaks = (due: DueRung): boolean => rungsToSpeak(dueBy(rungs, due.at)).speak.includes(due);
  const ahead = rungs.filter((due) => due.at > now && due.at <= until && speaks(due));
  const climbs = climbsOf(file, clocks, known, now, rungs).filter((one) => one.at > now && one.at <= until);
  return [...ahead, ...climbs]
    .filter((due) => !isWritten(due))
    .map((due) => ({ ...due, to: toldThen(due, file, staff) }))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

const toldThen = ({ rung, at }: DueRung, file: CaseFile, staff: Staff): string[] =>
  whoIsTold(rung, file, { ...staff, on: localDateOf(at) }, isClimb(rung.key)).ids;
