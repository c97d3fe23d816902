import type { Calendar, RestReason } from './calendar';
import { addDays, type LocalDate } from './local-date';
import type { Procedure } from './procedure';
import type { StatuteCite, StatuteVersion, Term } from './statute';

/**
 * `day-zero`: the day of the trigger. `counted`: a day of the first term. `extended`: a day that the extension added.
 * `weekend`, `holiday`: passed over by a count of working days. `rolled`: after the count, because its end was a rest day;
 * the last one is the working day on which the term ends.
 */
export type PassportReason = 'day-zero' | 'counted' | 'weekend' | 'holiday' | 'rolled' | 'extended';

/** One day of the walk; `count` is its number, null where it does not count; `rest` says why offices are closed. */
export interface PassportDay {
  readonly day: LocalDate;
  readonly count: number | null;
  readonly reason: PassportReason;
  readonly rest?: RestReason;
}

/** The proof of a deadline: each day from day zero to the due day with its reason. The last day listed is the due day. */
export interface Passport {
  readonly procedure: Procedure;
  readonly trigger: LocalDate;
  readonly dueOn: LocalDate;
  readonly days: readonly PassportDay[];
  readonly statute: StatuteCite;
  readonly calendarVersion: string;
}

/** A stretch of the count: so many units, and the reason that its days carry. */
export interface Stretch {
  readonly unit: 'day' | 'working-day';
  readonly length: number;
  readonly reason: 'counted' | 'extended';
}

/** The walk of one term. Throws CalendarUnknown, and RangeError for a term in hours. */
export function countTerm(trigger: LocalDate, term: Term, calendar: Calendar, statute: StatuteVersion): Passport {
  if (term.unit === 'hour') throw new RangeError(`${term.procedure} is counted in hours, from the moment of receipt.`);
  const days = walk(
    trigger,
    [{ unit: term.unit, length: term.length, reason: 'counted' }],
    term.rollsForward,
    calendar,
  );
  return passportOf(term.procedure, days, citeOf(statute, term), calendar);
}

/** The walk over one stretch after the other; the numbers go on from stretch to stretch. Throws CalendarUnknown. */
export function walk(
  trigger: LocalDate,
  stretches: readonly Stretch[],
  rollsForward: boolean,
  calendar: Calendar,
): PassportDay[] {
  const days: PassportDay[] = [passportDay(trigger, 0, 'day-zero', calendar)];
  let day = trigger;
  let count = 0;
  for (const stretch of stretches) {
    for (let left = stretch.length; left > 0;) {
      day = addDays(day, 1);
      const rest = calendar.rest(day);
      if (rest && stretch.unit === 'working-day') {
        days.push({ day, count: null, reason: rest.kind, rest });
        continue;
      }
      left -= 1;
      count += 1;
      days.push(passportDay(day, count, stretch.reason, calendar));
    }
  }
  while (rollsForward && calendar.rest(day)) {
    day = addDays(day, 1);
    days.push(passportDay(day, null, 'rolled', calendar));
  }
  return days;
}

/** A day of the walk, with the reason why it is a rest day if it is one. Throws CalendarUnknown. */
export function passportDay(
  day: LocalDate,
  count: number | null,
  reason: PassportReason,
  calendar: Calendar,
): PassportDay {
  const rest = calendar.rest(day);
  return rest ? { day, count, reason, rest } : { day, count, reason };
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
