import { accessClock, type Extended } from './access-clock';
import type { Calendar } from './calendar';
import { termFor } from './choose';
import type { LocalDate } from './local-date';
import { countTerm, type Passport } from './passport';
import type { Procedure } from './procedure';
import type { StatuteCite } from './statute';
import { urgentDueAt, urgentPassport } from './urgent-clock';

/** What a clock is asked: which step, from which day, by which calendar. */
export interface ClockQuestion {
  readonly procedure: Procedure;
  /** Day zero. */
  readonly trigger: LocalDate;
  /** The moment of receipt: a term in hours runs from it, and its local day is then day zero. */
  readonly receivedAt?: Date;
  readonly calendar: Calendar;
  readonly extended?: Extended;
  /** Count the seven days of an access request in working days. */
  readonly workingDays?: boolean;
}

/** A deadline and how it came about. Plain data: it can be stored, shown, and compared. */
export interface Clock {
  readonly procedure: Procedure;
  readonly trigger: LocalDate;
  /** The first deadline; an extension never overwrites it. */
  readonly firstDueOn: LocalDate;
  /** The last day on which the act is in time (Europe/Belgrade). */
  readonly dueOn: LocalDate;
  /** The last moment, for a term in hours; otherwise null: the whole of `dueOn` is in time. */
  readonly dueAt: Date | null;
  readonly extended: boolean;
  readonly passport: Passport;
  readonly statute: StatuteCite;
  readonly calendarVersion: string;
}

/**
 * The clock of any procedure. 'access.extension' is the access request extended by reading A unless another is given.
 * Throws NoStatute, CalendarUnknown, and RangeError when a term in hours has no `receivedAt` or a term that the law does
 * not let anybody extend is said to be extended.
 */
export function clockFor(question: ClockQuestion): Clock {
  const { procedure, extended = false } = question;
  if (procedure === 'access.decision') return extendable(question, extended);
  if (procedure === 'access.extension') return extendable(question, extended || { reading: 'A' });
  if (extended) throw new RangeError(`No law extends ${procedure}.`);
  if (procedure === 'access.urgent') return urgent(question);
  const { statute, term } = termFor(procedure, question.trigger);
  const passport = countTerm(question.trigger, term, question.calendar, statute);
  return clockOf(procedure, passport.dueOn, null, false, passport);
}

function extendable(question: ClockQuestion, extended: Extended): Clock {
  const { firstDueOn, passport } = accessClock({ ...question, extended });
  const own = { ...passport, procedure: question.procedure };
  return clockOf(question.procedure, firstDueOn, null, extended !== false, own);
}

function urgent({ receivedAt, calendar }: ClockQuestion): Clock {
  if (!receivedAt) throw new RangeError('access.urgent runs in hours and needs the moment of receipt.');
  const passport = urgentPassport(receivedAt, calendar);
  return clockOf('access.urgent', passport.dueOn, urgentDueAt(receivedAt), false, passport);
}

function clockOf(
  procedure: Procedure,
  firstDueOn: LocalDate,
  dueAt: Date | null,
  extended: boolean,
  passport: Passport,
): Clock {
  const { trigger, dueOn, statute, calendarVersion } = passport;
  return { procedure, trigger, firstDueOn, dueOn, dueAt, extended, passport, statute, calendarVersion };
}
