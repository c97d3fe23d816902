import { dayNumber, fromDayNumber, type LocalDate } from './local-date';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Kosovo has no zone name of its own in the time zone database; it keeps the time of Belgrade. */
const ZONE = 'Europe/Belgrade';

/** From this instant on (milliseconds), local time is ahead of UTC by so many milliseconds. */
interface Shift {
  from: number;
  ahead: number;
}

const inZone = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeZoneName: 'longOffset' });
const shiftsByYear = new Map<number, readonly Shift[]>();

/** The day that an instant belongs to in Kosovo (Europe/Belgrade). Throws RangeError on an invalid date. */
export function localDateOf(instant: Date): LocalDate {
  return fromDayNumber(Math.floor(localMilliseconds(instant) / DAY));
}

/** The instant at which the day begins in Kosovo (00:00, Europe/Belgrade). */
export function startOfLocalDay(day: LocalDate): Date {
  const midnight = dayNumber(day) * DAY;
  // Clocks change in the small hours, never at midnight, so the offset an hour or two around midnight is the same.
  return new Date(midnight - aheadAt(midnight - aheadAt(midnight)));
}

/** The time on the wall in Kosovo at an instant, 'HH:MM'. Throws RangeError on an invalid date. */
export function localTimeOf(instant: Date): string {
  return new Date(localMilliseconds(instant)).toISOString().slice(11, 16);
}

function localMilliseconds(instant: Date): number {
  const time = instant.getTime();
  if (Number.isNaN(time)) throw new RangeError('Not an instant: the date is invalid.');
  return time + aheadAt(time);
}

/** Asking Intl takes microseconds and every list of cases asks often, so each year's clock changes are looked up once. */
function aheadAt(time: number): number {
  const year = new Date(time).getUTCFullYear();
  let shifts = shiftsByYear.get(year);
  if (!shifts) shiftsByYear.set(year, (shifts = shiftsOf(year)));
  let ahead = 0;
  for (const shift of shifts) if (shift.from <= time) ahead = shift.ahead;
  return ahead;
}

function shiftsOf(year: number): Shift[] {
  const start = Date.UTC(year, 0, 1);
  let ahead = askIntl(start);
  const shifts = [{ from: start, ahead }];
  for (let day = start; day < Date.UTC(year + 1, 0, 1); day += DAY) {
    if (askIntl(day + DAY) === ahead) continue;
    let hour = day + HOUR;
    while (askIntl(hour) === ahead) hour += HOUR;
    ahead = askIntl(hour);
    shifts.push({ from: hour, ahead });
  }
  return shifts;
}

function askIntl(time: number): number {
  const offset = /GMT([+-])(\d\d):(\d\d)/.exec(inZone.format(time));
  if (!offset) return 0;
  return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * HOUR + Number(offset[3]) * 60_000);
}
