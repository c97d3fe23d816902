import { addDays, type HolidayCode, isLocalDate, type LocalDate, localDate, weekday } from '../../src/core/law';

/** First days of Eid al-Fitr and Eid al-Adha. */
const eids: Record<number, readonly [string, string]> = {
  2010: ['2010-09-10', '2010-11-16'],
  2011: ['2011-08-30', '2011-11-06'],
  2012: ['2012-08-19', '2012-10-26'],
  2013: ['2013-08-08', '2013-10-15'],
  2014: ['2014-07-28', '2014-10-04'],
  2015: ['2015-07-17', '2015-09-24'],
  2016: ['2016-07-05', '2016-09-12'],
  2017: ['2017-06-25', '2017-09-01'],
  2019: ['2019-06-04', '2019-08-11'],
  2020: ['2020-05-24', '2020-07-31'],
  2021: ['2021-05-13', '2021-07-20'],
  2022: ['2022-05-02', '2022-07-09'],
  2023: ['2023-04-21', '2023-06-28'],
  2025: ['2025-03-30', '2025-06-06'],
  2026: ['2026-03-20', '2026-05-27'],
  2027: ['2027-03-10', '2027-05-16'],
};

interface RestDay {
  day: LocalDate;
  name: HolidayCode;
  carriedFrom: LocalDate | undefined;
}

/** Law 03/L-064, Art. 4: what falls on a Saturday or Sunday moves to the next working day that no other holiday has taken. */
export function restDaysByRule(year: number): RestDay[] {
  const holidays = holidaysOf(year);
  const found: RestDay[] = holidays
    .filter(({ day }) => weekday(day) < 6)
    .map(({ day, name }) => ({ day, name, carriedFrom: undefined }));
  for (const { day, name } of holidays.filter((holiday) => weekday(holiday.day) > 5)) {
    let free = day;
    while (weekday(free) > 5 || found.some((taken) => taken.day === free)) free = addDays(free, 1);
    found.push({ day: free, name, carriedFrom: day });
  }
  return found.sort(byDay);
}

function holidaysOf(year: number): { day: LocalDate; name: HolidayCode }[] {
  const [fitr, adha] = eids[year] ?? [];
  if (!isLocalDate(fitr) || !isLocalDate(adha)) throw new Error(`No Eid days for ${year}.`);
  const on = (monthDay: string, name: HolidayCode) => ({ day: localDate(`${year}-${monthDay}`), name });
  return [
    on('01-01', 'new-year'),
    on('01-02', 'new-year-second-day'),
    on('01-07', 'orthodox-christmas'),
    on('02-17', 'independence-day'),
    on('04-09', 'constitution-day'),
    { day: catholicEaster(year), name: 'catholic-easter' as const },
    { day: orthodoxEaster(year), name: 'orthodox-easter' as const },
    on('05-01', 'labour-day'),
    on('05-09', 'europe-day'),
    { day: fitr, name: 'eid-al-fitr' as const },
    { day: adha, name: 'eid-al-adha' as const },
    on('12-25', 'catholic-christmas'),
  ].sort(byDay);
}

function byDay(one: { day: string }, other: { day: string }): number {
  return one.day < other.day ? -1 : one.day > other.day ? 1 : 0;
}

/** The Sunday after the ecclesiastical full moon of the Gregorian calendar: Gauss, with the constants of 1900 to 2099. */
function catholicEaster(year: number): LocalDate {
  const moon = (19 * (year % 19) + 24) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const late = moon + sunday === 35 || (moon === 28 && sunday === 6 && year % 19 > 10) ? 7 : 0;
  return addDays(localDate(`${year}-03-22`), moon + sunday - late);
}

/** The same in the Julian calendar, which is 13 days behind from 1900 to 2099. */
function orthodoxEaster(year: number): LocalDate {
  const moon = (19 * (year % 19) + 15) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 6) % 7;
  return addDays(localDate(`${year}-03-22`), 13 + moon + sunday);
}
