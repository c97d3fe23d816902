import type { CalendarDay, CalendarYear, HolidayCode } from './calendar';
import { addDays, dayNumber, fromDayNumber, type LocalDate, localDate, weekday } from './local-date';

/** The first days of the two Eids that fall in a year; nearly always one of each, sometimes two. */
export interface EidDays {
  readonly fitr: readonly LocalDate[];
  readonly adha: readonly LocalDate[];
}

/** A holiday on its own day, whatever day of the week that is. */
interface Holiday {
  day: LocalDate;
  name: HolidayCode;
}

/**
 * The days off of a year by the rule of Law 03/L-064, for a year whose official table is not known. "A holiday that falls on
 * a Saturday or Sunday moves to the next working day" (Art. 4): one that no other holiday has taken. Two that meet on a
 * weekday cost one day. The days of Eid are given, and stay expected.
 */
export function suggestYear(year: number, eids: EidDays, source: string): CalendarYear {
  const holidays = holidaysOf(year, eids).sort((one, other) => dayNumber(one.day) - dayNumber(other.day));
  const days = new Map<LocalDate, CalendarDay>();
  const take = (day: LocalDate, { name, day: own }: Holiday): void => {
    if (days.has(day)) return;
    const expected = name === 'eid-al-fitr' || name === 'eid-al-adha';
    const carried = day === own ? {} : { carriedFrom: own };
    days.set(day, { day, name, ...carried, ...(expected ? { state: 'expected' as const } : {}) });
  };
  for (const holiday of holidays) if (weekday(holiday.day) < 6) take(holiday.day, holiday);
  for (const holiday of holidays) {
    if (weekday(holiday.day) < 6) continue;
    let free = holiday.day;
    while (weekday(free) > 5 || days.has(free)) free = addDays(free, 1);
    // What the last days of a year push beyond its end belongs to the table of the next.
    if (free.startsWith(`${year}-`)) take(free, holiday);
  }
  return { year, source, state: 'by-rule', days: [...days.keys()].sort().map((day) => days.get(day)!) };
}

/** In the order of the law: of two on one day the first one here goes first. */
function holidaysOf(year: number, { fitr, adha }: EidDays): Holiday[] {
  const on = (monthDay: string, name: HolidayCode): Holiday => ({ day: localDate(`${year}-${monthDay}`), name });
  return [
    on('01-01', 'new-year'),
    on('01-02', 'new-year-second-day'),
    on('01-07', 'orthodox-christmas'),
    on('02-17', 'independence-day'),
    on('04-09', 'constitution-day'),
    { day: catholicEaster(year), name: 'catholic-easter' },
    { day: orthodoxEaster(year), name: 'orthodox-easter' },
    on('05-01', 'labour-day'),
    on('05-09', 'europe-day'),
    ...fitr.map((day): Holiday => ({ day, name: 'eid-al-fitr' })),
    ...adha.map((day): Holiday => ({ day, name: 'eid-al-adha' })),
    on('12-25', 'catholic-christmas'),
  ];
}

/** Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher. */
function catholicEaster(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * toSunday) / 451);
  const days = moon + toSunday - 7 * late + 114;
  const month = Math.floor(days / 31);
  return fromDayNumber(dayNumber(localDate(`${year}-0${month}-01`)) + (days % 31));
}

/** Easter Sunday of the Julian calendar (Meeus), told in the Gregorian one. */
function orthodoxEaster(year: number): LocalDate {
  const moon = (19 * (year % 19) + 15) % 30;
  const toSunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  const days = moon + toSunday + 114;
  const month = Math.floor(days / 31);
  const julian = dayNumber(localDate(`${year}-0${month}-01`)) + (days % 31);
  // How far the Julian calendar is behind: 13 days from 1900 to 2099.
  return fromDayNumber(julian + Math.floor(year / 100) - Math.floor(year / 400) - 2);
}
