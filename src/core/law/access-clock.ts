import type { Calendar } from './calendar';
import { termFor } from './choose';
import { dueOn } from './count';
import type { LocalDate } from './local-date';
import { citeOf, type Passport, passportOf, type Stretch, walk } from './passport';
import type { Extension, ExtensionReading, Term } from './statute';

/** False, or the reading of the law by which the deadline was extended. */
export type Extended = false | { readonly reading: ExtensionReading };

/** Both deadlines of an access request; without an extension they are the same day. */
export interface AccessClock {
  /** The first deadline; an extension never overwrites it. */
  readonly firstDueOn: LocalDate;
  /** The deadline that holds now. */
  readonly dueOn: LocalDate;
  /** The walk to the deadline that holds now. */
  readonly passport: Passport;
}

/**
 * The clock of a request for access: seven days from the earlier of receipt and registration, or longer once extended.
 * `workingDays` counts the first term in working days (a setting that the regulator does not support); the days that an
 * extension adds stay calendar days, and an extension never shortens a term.
 * Throws NoStatute and CalendarUnknown, and RangeError when the law of that day knows no extension.
 */
export function accessClock(question: {
  readonly trigger: LocalDate;
  readonly calendar: Calendar;
  readonly extended: Extended;
  readonly workingDays?: boolean;
}): AccessClock {
  const { trigger, calendar, extended } = question;
  const { statute, term: inLaw } = termFor('access.decision', trigger);
  const term: Term = question.workingDays ? { ...inLaw, unit: 'working-day' } : inLaw;
  const unit = question.workingDays ? 'working-day' : 'day';
  const firstDueOn = dueOn(trigger, term, calendar);
  const plain = (): Passport => {
    const days = walk(trigger, [{ unit, length: term.length, reason: 'counted' }], term.rollsForward, calendar);
    return passportOf(term.procedure, days, citeOf(statute, term), calendar);
  };
  if (!extended) return { firstDueOn, dueOn: firstDueOn, passport: plain() };
  if (statute.extension === 'none') throw new RangeError(`Law ${statute.version} knows no extension.`);

  const stretches = stretchesOf(extended.reading, term, statute.extension, unit);
  const days = walk(trigger, stretches, term.rollsForward, calendar);
  const longer = passportOf(term.procedure, days, citeOf(statute, statute.extension), calendar);
  const passport = longer.dueOn < firstDueOn ? plain() : longer;
  return { firstDueOn, dueOn: passport.dueOn, passport };
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
