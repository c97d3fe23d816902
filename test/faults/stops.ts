import { moment, plusDays } from './other-time';

/** The hours at which the clock stops in a day: the alarms of the night, of the morning, and some in between. */
export const HOURS = ['00:01', '07:31', '08:01', '12:05', '16:30'];
/** Both clock changes of the year are in the middle of the days that are lived through. */
const CLOCK_CHANGES = ['2026-03-29', '2026-10-25'];
/** A part of the days before and after each clock change, with half a year's jump between them. */
export function stops(days: number): number[] {
  const half = Math.max(1, Math.ceil(days / 2));
  return CLOCK_CHANGES.flatMap((change) =>
    Array.from({ length: half }, (_, i) => plusDays(change, i - Math.floor(half / 2))).flatMap((day) =>
      HOURS.map((hour) => moment(day, hour)),
    ),
  );
}
