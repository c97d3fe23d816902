import type { Calendar } from './calendar';
import { dayNumber, fromDayNumber, type LocalDate } from './local-date';
import type { PassportDay, PassportReason } from './passport-day';
import { type Pause, pauseOn } from './pause';

/** A stretch of the count: so many units, and the reason that its days carry. */
export interface Stretch {
  readonly unit: 'day' | 'working-day';
  readonly length: number;
  readonly reason: 'counted' | 'extended';
}

/** What interrupts a count: questions to the applicant, and what they do to it. */
export interface Interruption {
  /** As {@link mergePauses} gives them. */
  readonly pauses: readonly Pause[];
  readonly rule: 'pauses' | 'restarts';
}

/** A walk to its end, or to the question that holds it: then `remaining` units are left to count after the answer. */
export interface Walked {
  readonly days: PassportDay[];
  readonly held: { readonly since: LocalDate; readonly remaining: number } | null;
}

/**
 * Walks day by day from day zero over one stretch after the other; the numbers go on from stretch to stretch.
 *
 * A question holds the count after the day on which it was asked, up to and including the day of the answer; asked after
 * the last day, it holds nothing, so that an overdue case stays overdue. Asked when the count was already complete, the
 * term ends on the day of the answer. Throws CalendarUnknown.
 */
export function walk(
  trigger: LocalDate,
  stretches: readonly Stretch[],
  rollsForward: boolean,
  calendar: Calendar,
  interruption: Interruption | null = null,
): Walked {
  const total = stretches.reduce((sum, { length }) => sum + length, 0);
  let days: PassportDay[] = [passportDay(trigger, 0, 'day-zero', calendar)];
  let day = trigger;
  let number = dayNumber(trigger);
  let count = 0;
  const step = (): void => {
    number += 1;
    day = fromDayNumber(number);
  };
  for (;;) {
    const pause = interruption && pauseOn(day, interruption.pauses);
    if (pause) {
      if (interruption.rule === 'restarts') {
        count = 0;
        days = days.map(voided);
      }
      if (pause.until === null) return { days, held: { since: pause.from, remaining: total - count } };
      while (day < pause.until) {
        step();
        days.push(passportDay(day, null, 'paused', calendar));
      }
    }
    if (count === total && !(rollsForward && calendar.rest(day))) return { days, held: null };
    step();
    if (count === total) {
      days.push(passportDay(day, null, 'rolled', calendar));
      continue;
    }
    const { unit, reason } = stretchAt(stretches, count);
    const rest = calendar.rest(day);
    if (rest && unit === 'working-day') days.push({ day, count: null, reason: rest.kind, rest });
    else {
      count += 1;
      days.push(rest ? { day, count, reason, rest } : { day, count, reason });
    }
  }
}

/** The stretch to which the next unit belongs. */
function stretchAt(stretches: readonly Stretch[], counted: number): Stretch {
  let end = 0;
  for (const stretch of stretches) {
    end += stretch.length;
    if (counted < end) return stretch;
  }
  throw new RangeError('The count is complete.');
}

/** After a restart what was counted before counts no more; it stays in sight. */
function voided(one: PassportDay): PassportDay {
  return one.reason === 'counted' || one.reason === 'extended' || one.reason === 'rolled'
    ? { ...one, count: null, reason: 'restarted' }
    : one;
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
