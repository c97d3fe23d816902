import type { Calendar } from './calendar';
import { termFor } from './choose';
import { dueOn } from './count';
import type { LocalDate } from './local-date';
import { citeOf, type Passport, passportOf } from './passport';
import type { PassportDay } from './passport-day';
import { type ClarificationRule, mergePauses, type Pause } from './pause';
import type { Extension, ExtensionReading, StatuteCite, Term } from './statute';
import { type Interruption, type Stretch, walk } from './walk';

/** False, or the reading of the law by which the deadline was extended. */
export type Extended = false | { readonly reading: ExtensionReading };

/** What the clock of an access request hangs on. */
export interface AccessQuestion {
  readonly trigger: LocalDate;
  readonly calendar: Calendar;
  readonly extended: Extended;
  /**
   * Counts the first term in working days (a setting that the regulator does not support); the days that an extension
   * adds stay calendar days, and an extension never shortens a term.
   */
  readonly workingDays?: boolean;
  /** Questions to the applicant. */
  readonly pauses?: readonly Pause[];
  /** What they do to the clock; nothing by default. */
  readonly clarification?: ClarificationRule;
}

/** Both deadlines of an access request; without an extension and without a pause they are the same day. */
export interface AccessClock {
  readonly state: 'running';
  /** The first deadline; neither an extension nor a pause overwrites it. */
  readonly firstDueOn: LocalDate;
  /** The deadline that holds now. */
  readonly dueOn: LocalDate;
  /** The walk to the deadline that holds now. */
  readonly passport: Passport;
}

/** The clock stands still until the applicant answers. */
export interface HeldAccessClock {
  readonly state: 'paused';
  readonly firstDueOn: LocalDate;
  /** The day of the question. */
  readonly since: LocalDate;
  /** Units that are left to count after the answer; 0 when the question was asked on the last day. */
  readonly remaining: number;
  /** The walk up to the question. */
  readonly days: readonly PassportDay[];
  readonly statute: StatuteCite;
  readonly calendarVersion: string;
}

/**
 * The clock of a request for access: seven days from the earlier of receipt and registration, or longer once extended or
 * paused. Throws NoStatute and CalendarUnknown, and RangeError when the law of that day knows no extension or an answer
 * lies before its question.
 */
export function accessClock(question: AccessQuestion & { readonly pauses?: readonly [] }): AccessClock;
export function accessClock(question: AccessQuestion): AccessClock | HeldAccessClock;
export function accessClock(question: AccessQuestion): AccessClock | HeldAccessClock {
  const { trigger, calendar, extended } = question;
  const { statute, term: inLaw } = termFor('access.decision', trigger);
  const unit = question.workingDays ? 'working-day' : 'day';
  const term: Term = question.workingDays ? { ...inLaw, unit } : inLaw;
  if (extended && statute.extension === 'none') throw new RangeError(`Law ${statute.version} knows no extension.`);
  const firstDueOn = dueOn(trigger, term, calendar);

  const interruption = interruptionOf(question);
  const finished = (stretches: readonly Stretch[], cite: StatuteCite): AccessClock | HeldAccessClock => {
    const { days, held } = walk(trigger, stretches, term.rollsForward, calendar, interruption);
    if (held) {
      const { since, remaining } = held;
      return { state: 'paused', firstDueOn, since, remaining, days, statute: cite, calendarVersion: calendar.version };
    }
    const passport = passportOf(term.procedure, days, cite, calendar);
    return { state: 'running', firstDueOn, dueOn: passport.dueOn, passport };
  };
  const plain = finished([{ unit, length: term.length, reason: 'counted' }], citeOf(statute, term));
  if (!extended || statute.extension === 'none') return plain;
  const stretches = stretchesOf(extended.reading, term, statute.extension, unit);
  const longer = finished(stretches, citeOf(statute, statute.extension));
  // Seven working days over many holidays may reach beyond the extended day: the later end holds, and no end is the latest.
  const shortened = longer.state === 'running' && (plain.state === 'paused' || longer.dueOn < plain.dueOn);
  return shortened ? plain : longer;
}

function interruptionOf({ pauses = [], clarification = 'runs' }: AccessQuestion): Interruption | null {
  return clarification === 'runs' ? null : { pauses: mergePauses(pauses), rule: clarification };
}

function stretchesOf(
  reading: ExtensionReading,
  term: Term,
  extension: Extension,
  unit: 'day' | 'working-day',
): Stretch[] {
  if (reading === 'B') {
    return [
      { unit, length: term.length, reason: 'counted' },
      { unit: 'day', length: extension.readings.B.added, reason: 'extended' },
    ];
  }
  // Reading A names one total in days, so the whole of it is counted in days.
  return [
    { unit: 'day', length: term.length, reason: 'counted' },
    { unit: 'day', length: extension.readings.A.total - term.length, reason: 'extended' },
  ];
}
