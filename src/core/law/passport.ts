import type { Calendar } from './calendar';
import type { LocalDate } from './local-date';
import type { PassportDay } from './passport-day';
import type { Procedure } from './procedure';
import type { StatuteCite, StatuteVersion, Term } from './statute';
import { walk } from './walk';

/** The proof of a deadline: each day from day zero to the due day with its reason. The last day listed is the due day. */
export interface Passport {
  readonly procedure: Procedure;
  readonly trigger: LocalDate;
  readonly dueOn: LocalDate;
  readonly days: readonly PassportDay[];
  readonly statute: StatuteCite;
  readonly calendarVersion: string;
}

/** The walk of one term. Throws CalendarUnknown, and RangeError for a term in hours. */
export function countTerm(trigger: LocalDate, term: Term, calendar: Calendar, statute: StatuteVersion): Passport {
  if (term.unit === 'hour') throw new RangeError(`${term.procedure} is counted in hours, from the moment of receipt.`);
  const stretch = { unit: term.unit, length: term.length, reason: 'counted' } as const;
  const { days } = walk(trigger, [stretch], term.rollsForward, calendar);
  return passportOf(term.procedure, days, citeOf(statute, term), calendar);
}

/** The passport of a finished walk. */
export function passportOf(
  procedure: Procedure,
  days: readonly PassportDay[],
  statute: StatuteCite,
  calendar: Calendar,
): Passport {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) throw new RangeError('A walk has at least its day zero.');
  return { procedure, trigger: first.day, dueOn: last.day, days, statute, calendarVersion: calendar.version };
}

/** What a deadline quotes: the version of the law, and the place where this number stands. */
export function citeOf(statute: StatuteVersion, source: Pick<StatuteCite, 'cite' | 'mark'>): StatuteCite {
  return { statute: statute.statute, version: statute.version, cite: source.cite, mark: source.mark };
}
