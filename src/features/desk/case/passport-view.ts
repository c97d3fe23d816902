import type { CaseClock } from '../../../core/casefile';
import { statuteFor } from '../../../core/law';
import { type PassportRow, passportRows } from '../../../platform/intake';
import { type Lang, words } from '../../../platform/views';

export interface PassportView {
  procedure: string;
  /** The name of the law in force on the day of the trigger. */
  law: string;
  cite: string;
  mark: string;
  calendarVersion: string;
  rows: PassportRow[];
}

/** The deadline passport: each day, its number, and why. Null while the case waits for its calendar. */
export function passportView(clock: CaseClock, lang: Lang): PassportView | null {
  if (clock.state === 'no-calendar') return null;
  const t = words(lang);
  const counted =
    clock.state === 'running' ? { ...clock, days: clock.passport.days } : { ...clock, dueOn: null, dueAt: null };
  return {
    procedure: t(`common:procedure.${clock.procedure}`),
    law: statuteFor(clock.procedure, clock.trigger).title[lang],
    cite: clock.statute.cite,
    mark: t(`common:mark.${clock.statute.mark}`),
    calendarVersion: clock.calendarVersion,
    rows: passportRows(counted, lang, t),
  };
}
