import type { LocalDate, PassportDay } from '../law';
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

/** Days on which the time of the municipality does not run. */
export const NOT_ITS_TIME: readonly PassportDay['reason'][] = ['day-zero', 'paused', 'restarted'];

/**
 * Plans back from the due day of a clock, along its passport. Nothing of it is stored: when the clock moves, because of an
 * extension, a correction or another calendar, the dates move with it.
 *
 * The directorate answers on the day on which its share of the calendar days from the trigger to the due day has passed
 * (rounded down; days of a pause are nobody's), or on the working day before it when that is a rest day. Draft and
 * sign-off lie so many working days before the due day. In a short term the dates meet: none is earlier than the first
 * working day after the trigger, and the directorate never answers after the draft should be ready.
 *
 * Null for a term in hours, and for a clock that does not run.
 */
export function backPlan(clock: CaseClock, settings: BackPlanSettings): BackPlan | null {
  if (clock.state !== 'running' || clock.dueAt !== null) return null;
  const { days } = clock.passport;
  const own = days.filter(({ reason }) => !NOT_ITS_TIME.includes(reason));
  const earliest = own.find(({ rest }) => !rest)?.day ?? clock.dueOn;
  const before = (day: LocalDate, count: number): LocalDate => workingDaysBefore(day, count, earliest, days);
  const shared = own[Math.floor((own.length * settings.directorateShare) / 100) - 1]?.day ?? earliest;
  const signOffOn = before(clock.dueOn, settings.signOffDaysBefore);
  const draftOn = earlier(before(clock.dueOn, settings.draftDaysBefore), signOffOn);
  return { directorateOn: earlier(before(shared, 0), draftOn), draftOn, signOffOn };
}

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/** `count` working days before the day (0: the day itself, or the last working day before it), never before `earliest`. */
export function workingDaysBefore(
  from: LocalDate,
  count: number,
  earliest: LocalDate,
  days: readonly PassportDay[],
): LocalDate {
  let left = count;
  for (const { day, rest } of days.filter((one) => one.day <= from && one.day >= earliest).reverse()) {
    if (rest) continue;
    if (left === 0) return day;
    left -= 1;
  }
  return earliest;
}
