import type { Calendar } from './calendar';
import { daysBetween, type LocalDate } from './local-date';

/** Whoever keeps a calendar is told that it ends when no more than so many days are left. */
const WARNED_BEFORE = 90;

/** The last known day and how many days are left to it, below zero when it is past. */
export interface CalendarEnd {
  lastDay: LocalDate;
  days: number;
}

/** When the calendar ends soon, or has ended, on this day (Europe/Belgrade); null while its end is far away. */
export function calendarEnd({ lastDay }: Calendar, today: LocalDate): CalendarEnd | null {
  const days = daysBetween(today, lastDay);
  return days < WARNED_BEFORE ? { lastDay, days } : null;
}
