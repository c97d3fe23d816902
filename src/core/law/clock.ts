import { accessClock, type Extended, type HeldAccessClock } from './access-clock';
import type { Calendar } from './calendar';
import { termFor } from './choose';
import type { LocalDate } from './local-date';
import { countTerm, type Passport } from './passport';
import type { PassportDay } from './passport-day';
import type { ClarificationRule, Pause } from './pause';
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
  /** Questions to the applicant of an access request, and what they do to its seven days. Hours never stand still. */
  readonly pauses?: readonly Pause[];
  readonly clarification?: ClarificationRule;
}

/** A deadline and how it came about. Plain data: it can be stored, shown, and compared. */
export interface Clock {
  readonly procedure: Procedure;
  readonly trigger: LocalDate;
  /** The first deadline; neither an extension nor a pause overwrites it. */
  readonly firstDueOn: LocalDate;
  /** The last day on which the act is in time (Europe/Belgrade). */
  readonly dueOn: LocalDate;
  /** The last moment, for a term in hours; otherwise null: the whole of `dueOn` is in time. */
  readonly dueAt: Date | null;
  readonly extended: boolean;
  /** Days that passed without counting while the applicant was asked. */
  readonly pausedDays: number;
  /** Counted days that the extension added. */
  readonly extendedDays: number;
  readonly passport: Passport;
  readonly statute: StatuteCite;
  readonly calendarVersion: string;
}

/** A clock that stands still until the applicant answers: it has no due day, only what is left of it. */
export interface HeldClock {
  readonly procedure: Procedure;
  readonly trigger: LocalDate;
  readonly firstDueOn: LocalDate;
  /** The day of the question. */
  readonly since: LocalDate;
  /** Units that are left to count after the answer. */
  readonly remaining: number;
  readonly extended: boolean;
  /** The walk up to the question. */
  readonly days: readonly PassportDay[];
  readonly statute: StatuteCite;
  readonly calendarVersion: string;
}

/**
 * The clock of any procedure, with its due day. 'access.extension' is the access request extended by reading A unless
 * another is given. Throws NoStatute, CalendarUnknown, and RangeError when a term in hours has no `receivedAt`, a term that
 * the law does not let anybody extend is said to be extended, or an unanswered question holds the clock.
 */
export function clockFor(question: ClockQuestion): Clock {
  const clock = clockOrHeld(question);
  if ('since' in clock) throw new RangeError(`The clock stands still since the question of ${clock.since}.`);
  return clock;
}

/** The clock of any procedure, or the held one while a question to the applicant stops it. Throws as `clockFor`. */
export function clockOrHeld(question: ClockQuestion): Clock | HeldClock {
  const { procedure, extended = false } = question;
  if (procedure === 'access.decision') return extendable(question, extended);
  if (procedure === 'access.extension') return extendable(question, extended || { reading: 'A' });
  if (extended) throw new RangeError(`No law extends ${procedure}.`);
  if (procedure === 'access.urgent') return urgent(question);
  const { statute, term } = termFor(procedure, question.trigger);
  const passport = countTerm(question.trigger, term, question.calendar, statute);
  return clockOf(procedure, passport.dueOn, null, false, passport);
}

function extendable(question: ClockQuestion, extended: Extended): Clock | HeldClock {
  const { procedure, trigger } = question;
  const access = accessClock({ ...question, extended });
  if (access.state === 'paused') return heldOf(access, procedure, trigger, extended !== false);
  return clockOf(procedure, access.firstDueOn, null, extended !== false, { ...access.passport, procedure });
}

function heldOf(held: HeldAccessClock, procedure: Procedure, trigger: LocalDate, extended: boolean): HeldClock {
  const { firstDueOn, since, remaining, days, statute, calendarVersion } = held;
  return { procedure, trigger, firstDueOn, since, remaining, extended, days, statute, calendarVersion };
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
  const { trigger, dueOn, days, statute, calendarVersion } = passport;
  let pausedDays = 0;
  let extendedDays = 0;
  for (const { reason } of days) {
    if (reason === 'paused') pausedDays += 1;
    else if (reason === 'extended') extendedDays += 1;
  }
  return {
    procedure,
    trigger,
    firstDueOn,
    dueOn,
    dueAt,
    extended,
    pausedDays,
    extendedDays,
    passport,
    statute,
    calendarVersion,
  };
}
