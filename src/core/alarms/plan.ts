import type { CaseClocks, CaseFile } from '../casefile';
import type { LocalDate } from '../law';
import { type DueRung, rungsDue, rungsToSpeak } from './ladder';
import { recipientsOf, type Staff } from './recipients';

/** What is known of alarms written earlier for the same case. */
export interface KnownAlarm {
  clockVersion: string;
  rung: string;
  recipientKey: string;
  state: 'planned' | 'told' | 'superseded' | 'no-longer-due' | 'set-aside' | 'discarded';
}

/** An alarm to be written. */
export interface PlannedAlarm {
  clockVersion: string;
  rung: string;
  /** An official's id, `citizen`, or `-` where a higher rung speaks instead. */
  recipientKey: string;
  /** The day it fell due. */
  dueOn: LocalDate;
  state: 'planned' | 'superseded';
}

/** Where a rung is only noted, because a higher one of its track speaks. */
export const NOBODY = '-';

/**
 * The alarms that a case owes by now and that were not written yet. Of each track the highest rung speaks, to each of its
 * recipients; the lower ones are noted as superseded. A rung that was found "no longer due" and is due again (taken from
 * an official and given back, say) is owed again.
 *
 * @param takenIn the day on which a case of an old register was imported, else null: what fell due before that day is
 *   noted but not told. Silence is a fact of the case and is always recorded; whoever tells it looks at the day again.
 */
export function planAlarms(
  file: CaseFile,
  clocks: CaseClocks,
  staff: Staff,
  known: readonly KnownAlarm[],
  now: Date,
  takenIn: LocalDate | null = null,
): PlannedAlarm[] {
  const written = new Set(
    known.filter((one) => one.state !== 'no-longer-due').map((one) => `${one.clockVersion} ${one.rung}`),
  );
  const isNew = ({ rung, version }: DueRung): boolean => !written.has(`${version} ${rung.key}`);
  const isPast = ({ rung, on }: DueRung): boolean => takenIn !== null && on < takenIn && rung.track !== 'silence';
  const { speak, superseded } = rungsToSpeak(rungsDue(file, clocks, now));
  const alarm = ({ rung, on, version }: DueRung, recipientKey: string, state: PlannedAlarm['state']): PlannedAlarm => ({
    clockVersion: version,
    rung: rung.key,
    recipientKey,
    dueOn: on,
    state,
  });
  return [
    ...speak
      .filter((due) => isNew(due) && !isPast(due))
      .flatMap((due) => recipientsOf(due.rung, file, staff).map((key) => alarm(due, key, 'planned'))),
    ...[...superseded, ...speak.filter(isPast)].filter(isNew).map((due) => alarm(due, NOBODY, 'superseded')),
  ];
}
