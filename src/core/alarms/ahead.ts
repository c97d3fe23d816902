import type { CaseClocks, CaseFile } from '../casefile';
import type { LocalDate } from '../law';
import { type DueRung, rungsAhead, rungsDue } from './ladder';
import { type KnownAlarm, planAlarms } from './plan';
import { recipientsOf, type Staff } from './recipients';

/** What will be said of a case, and to whom. */
export interface RungToTell extends DueRung {
  /** Ids of officials, or `citizen`; empty when nobody fills any role that could be told. */
  to: string[];
}

/** The alarms that a case owes by now and that are not written yet: the next sweep plans them. Oldest first. */
export function rungsOwed(
  file: CaseFile,
  clocks: CaseClocks,
  staff: Staff,
  known: readonly KnownAlarm[],
  now: Date,
  takenIn: LocalDate | null = null,
): RungToTell[] {
  const planned = planAlarms(file, clocks, staff, known, now, takenIn).filter((one) => one.state === 'planned');
  return rungsDue(file, clocks, now)
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
 * soonest first. What was said of the same clock already is not said again.
 */
export function rungsToTell(
  file: CaseFile,
  clocks: CaseClocks,
  staff: Staff,
  known: readonly KnownAlarm[],
  now: Date,
  until: Date,
): RungToTell[] {
  const isWritten = ({ rung, version }: DueRung): boolean =>
    known.some((one) => one.state !== 'no-longer-due' && one.rung === rung.key && one.clockVersion === version);
  return rungsAhead(file, clocks, now)
    .filter((due) => due.at <= until && !isWritten(due))
    .map((due) => ({ ...due, to: recipientsOf(due.rung, file, staff) }));
}
