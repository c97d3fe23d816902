import { type Calendar, isWorkingDay } from './calendar';
import { addDays, type LocalDate } from './local-date';
import type { Term } from './statute';

/**
 * The last day on which the act is in time. The day of the trigger is day zero.
 * Throws CalendarUnknown beyond the calendar, and RangeError for a term in hours, which runs from a moment.
 */
export function dueOn(trigger: LocalDate, term: Term, calendar: Calendar): LocalDate {
  if (term.unit === 'hour') throw new RangeError(`${term.procedure} is counted in hours, from the moment of receipt.`);
  let day = trigger;
  let counted = 0;
  if (term.unit === 'day') day = addDays(day, term.length);
  else {
    while (counted < term.length) {
      day = addDays(day, 1);
      if (isWorkingDay(day, calendar)) counted += 1;
    }
  }
  while (term.rollsForward && !isWorkingDay(day, calendar)) day = addDays(day, 1);
  return day;
}
