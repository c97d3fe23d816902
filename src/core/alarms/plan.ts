import type { CaseFile } from '../casefile';
import type { LocalDate } from '../law';
import { asksForAck, climbOf } from './climb';
import type { KnownAlarm } from './known';
import { type DueRung, rungsDue, rungsToSpeak } from './ladder';
import type { AlarmClocks } from './policy';
import { recipientsOf, type Staff, whoIsTold } from './recipients';
import { readRungKey } from './rungs';

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

/** Where a rung is only noted, because a higher one of its track speaks, or because it climbed to nobody new. */
export const NOBODY = '-';

/**
 * The alarms that a case owes by now and that were not written yet. Of each track the highest rung speaks, to each of its
 * recipients; the lower ones are noted as superseded. A rung that was found "no longer due" and is due again (taken from
 * an official and given back, say) is owed again. An escalation that nobody acknowledged in time climbs.
 *
 * @param takenIn the day on which a case of an old register was imported, else null: what fell due before that day is
 *   noted but not told. Silence is a fact of the case and is always recorded; whoever tells it looks at the day again.
 */
export function planAlarms(
  file: CaseFile,
  clocks: AlarmClocks,
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
  const speaking = speak.filter((due) => !isPast(due));
  return [
    ...speaking
      .filter(isNew)
      .flatMap((due) => recipientsOf(due.rung, file, staff).map((key) => alarm(due, key, 'planned'))),
    ...[...superseded, ...speak.filter(isPast)].filter(isNew).map((due) => alarm(due, NOBODY, 'superseded')),
    ...speaking
      .filter(({ rung }) => asksForAck(rung))
      .flatMap((due) => planClimb(due, file, clocks, staff, known, now)),
  ];
}

/** The steps that an escalation has to climb by now: those that find nobody new are noted, the next one is told. */
function planClimb(
  base: DueRung,
  file: CaseFile,
  clocks: AlarmClocks,
  staff: Staff,
  known: readonly KnownAlarm[],
  now: Date,
): PlannedAlarm[] {
  const planned: PlannedAlarm[] = [];
  const told = new Set(
    known
      .filter((one) => one.clockVersion === base.version && readRungKey(one.rung)?.base === base.rung.key)
      .filter((one) => one.state === 'told')
      .map((one) => one.recipientKey),
  );
  for (;;) {
    const step = climbOf(base, file, clocks, [...known, ...planned]);
    const isWritten = known.some(
      (one) => one.rung === step?.rung.key && one.clockVersion === base.version && one.state === 'planned',
    );
    if (!step || step.at > now || isWritten) return planned;
    const ids = whoIsTold(step.rung, file, staff, true).ids.filter((id) => !told.has(id));
    if (ids.length > 0) return [...planned, ...ids.map((id) => alarm(step, id, 'planned'))];
    planned.push(alarm(step, NOBODY, 'superseded'));
  }
}

const alarm = ({ rung, on, version }: DueRung, recipientKey: string, state: PlannedAlarm['state']): PlannedAlarm => ({
  clockVersion: version,
  rung: rung.key,
  recipientKey,
  dueOn: on,
  state,
});
