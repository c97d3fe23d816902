import { addDays, type Calendar, daysBetween, isWorkingDay, type LocalDate } from '../law';
import type { CaseClock } from './clock';

/** How a municipality divides the time that the law gives it. No law says so: these are its own habits. */
export interface BackPlanSettings {
  /** How many of a hundred days the directorate has for its answer: 10 to 90. */
  directorateShare: number;
  /** The draft lies ready so many working days before the due day: 0 to 10. */
  draftDaysBefore: number;
  /** It is signed so many working days before the due day: 0 to 10, and never more than `draftDaysBefore`. */
  signOffDaysBefore: number;
}
export const DEFAULT_BACK_PLAN: BackPlanSettings = { directorateShare: 60, draftDaysBefore: 2, signOffDaysBefore: 1 };

/** The dates inside the municipality, in order: none is later than the next, and the last not later than the due day. */
export interface BackPlan {
  directorateOn: LocalDate;
  draftOn: LocalDate;
  signOffOn: LocalDate;
}

/**
 * Plans back from the due day of a clock. Nothing of it is stored: when the clock moves, the dates move with it.
 *
 * The directorate answers on the day on which its share of the calendar days from the trigger to the due day has passed
 * (rounded down), or on the working day before it when that is a rest day. Draft and sign-off lie so many working days
 * before the due day. In a short term the dates meet: none is earlier than the first working day after the trigger, and
 * the directorate never answers after the draft should be ready.
 *
 * Null for a term in hours, and for a clock that does not run. `calendar` is the one that the clock was counted with.
 */
export function backPlan(clock: CaseClock, calendar: Calendar, settings: BackPlanSettings): BackPlan | null {
  if (clock.state !== 'running' || clock.dueAt !== null) return null;
  const { trigger, dueOn } = clock;
  const earliest = firstWorkingDay(addDays(trigger, 1), dueOn, calendar);
  const shared = addDays(trigger, Math.floor((daysBetween(trigger, dueOn) * settings.directorateShare) / 100));
  const directorateOn = workingDaysBefore(shared, 0, earliest, calendar);
  const signOffOn = workingDaysBefore(dueOn, settings.signOffDaysBefore, earliest, calendar);
  const draftOn = earlier(workingDaysBefore(dueOn, settings.draftDaysBefore, earliest, calendar), signOffOn);
  return { directorateOn: earlier(directorateOn, draftOn), draftOn, signOffOn };
}

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/** The first working day from `from` on; `last` where there is none up to it. */
function firstWorkingDay(from: LocalDate, last: LocalDate, calendar: Calendar): LocalDate {
  for (let day = from; day < last; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) return day;
  return last;
}

/** `count` working days before the day (0: the day itself, or the last working day before it), never before `earliest`. */
function workingDaysBefore(from: LocalDate, count: number, earliest: LocalDate, calendar: Calendar): LocalDate {
  let day = from;
  let left = count;
  while (day > earliest) {
    if (isWorkingDay(day, calendar)) {
      if (left === 0) return day;
      left -= 1;
    }
    day = addDays(day, -1);
  }
  return earliest;
}
