import {
  addDays,
  CalendarUnknown,
  clockFor,
  isWorkingDay,
  type LocalDate,
  nationalCalendar,
  weekday,
} from '../core/law';
import type { Procedure } from '../core/law';
import { instantOf } from '../platform/intake';
import type { Chance } from './random';

/** Whether offices are open; beyond the known calendars, the demonstration takes any weekday for a working day. */
export function isOpen(day: LocalDate): boolean {
  try {
    return isWorkingDay(day, nationalCalendar);
  } catch (error) {
    if (error instanceof CalendarUnknown) return weekday(day) < 6;
    throw error;
  }
}

/** The day itself, or the next one on which offices are open. */
export function openFrom(day: LocalDate): LocalDate {
  let next = day;
  while (!isOpen(next)) next = addDays(next, 1);
  return next;
}

/** The day itself, or the last one before it on which offices were open. */
export function openUntil(day: LocalDate): LocalDate {
  let last = day;
  while (!isOpen(last)) last = addDays(last, -1);
  return last;
}

/** The `n`th working day after the day (before it when negative). */
export function workingDays(day: LocalDate, n: number): LocalDate {
  let next = day;
  for (let left = Math.abs(n); left > 0; left -= 1) {
    next = n > 0 ? openFrom(addDays(next, 1)) : openUntil(addDays(next, -1));
  }
  return next;
}

/** First and extended due day of something received on a day. Beyond the known calendars nobody is late: see `later`. */
export function dueDay(procedure: Procedure, received: LocalDate, later: number): LocalDate {
  try {
    return clockFor({ procedure, trigger: received, calendar: nationalCalendar }).dueOn;
  } catch (error) {
    if (error instanceof CalendarUnknown) return addDays(received, later);
    throw error;
  }
}

/** The last day up to `until` from which the procedure runs to exactly this due day; null when there is none. */
export function receivedFor(procedure: Procedure, due: LocalDate, length: number, until: LocalDate): LocalDate | null {
  for (let back = length - 1; back < length + 12; back += 1) {
    const day = addDays(due, -back);
    if (day <= until && dueDay(procedure, day, length) === due) return day;
  }
  return null;
}

/** A minute between two hours of a day in Kosovo. */
export function timeOn(day: LocalDate, from: number, to: number, chance: Chance): Date {
  const minutes = chance.between(from * 60, to * 60 - 1);
  const two = (n: number): string => String(n).padStart(2, '0');
  return instantOf(day, `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`);
}
