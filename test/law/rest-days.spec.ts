import {
  accessClock,
  addDays,
  calendarOf,
  CalendarUnknown,
  calendarYears,
  daysBetween,
  holidayCodes,
  isWorkingDay,
  localDate,
  nationalCalendar,
  weekday,
} from '../../src/core/law';
import { restDaysByRule } from './holiday-rule';

/** The official tables, and the years that were worked out by the rule beforehand. */
const known: Record<number, string> = {
  2012: '01-02 01-03 01-09 02-17 04-09 04-10 04-16 05-01 05-09 08-20 10-26 12-25',
  2018: '01-01 01-02 01-08 02-19 04-02 04-09 05-01 05-09 06-15 08-21 12-25',
  2024: '01-01 01-02 01-08 02-19 04-01 04-09 04-10 05-01 05-06 05-09 06-17 12-25',
  2026: '01-01 01-02 01-07 02-17 03-20 04-06 04-09 04-13 05-01 05-11 05-27 12-25',
  2027: '01-01 01-04 01-07 02-17 03-10 03-29 04-09 05-03 05-04 05-10 05-17 12-27',
};

function restWeekdaysOf(year: number): string[] {
  const found: string[] = [];
  for (let day = localDate(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (weekday(day) < 6 && !isWorkingDay(day, nationalCalendar)) found.push(day.slice(5));
  }
  return found;
}

describe('the rest days of a year', () => {
  it.each(Object.entries(known))('%s has exactly %s', (year, list) => {
    expect(restWeekdaysOf(Number(year)).join(' ')).toBe(list);
  });

  it.each(calendarYears.filter((table) => table.state === 'by-rule').map((table) => [table.year, table] as const))(
    '%i follows from the law',
    (year, table) => {
      const days = table.days.map(({ day, name, carriedFrom }) => ({ day, name, carriedFrom }));
      expect(days).toEqual(restDaysByRule(year));
    },
  );

  it('covers every year from 2010 to 2027, each with its source and only two official tables', () => {
    expect(calendarYears.map((table) => table.year)).toEqual(Array.from({ length: 18 }, (_, index) => 2010 + index));
    expect(calendarYears.filter((table) => table.state === 'official').map((table) => table.year)).toEqual([
      2018, 2024,
    ]);
    for (const table of calendarYears) {
      expect(table.source).not.toBe('');
      for (const day of table.days) {
        expect(holidayCodes).toContain(day.name);
        expect(weekday(localDate(day.day))).toBeLessThan(6);
      }
    }
  });

  it('lets the official table beat the rule: in 2018 two holidays met on 9 April and cost one day', () => {
    expect(isWorkingDay(localDate('2018-04-10'), nationalCalendar)).toBe(true);
  });

  it('says why a day is a rest day', () => {
    const rest = (day: string) => nationalCalendar.rest(localDate(day));
    expect(rest('2026-03-28')).toEqual({ kind: 'weekend' });
    expect(rest('2026-05-11')).toMatchObject({ name: 'europe-day', state: 'by-rule', carriedFrom: '2026-05-09' });
    expect(rest('2026-05-11')).not.toHaveProperty('title');
    expect(rest('2026-05-01')).not.toHaveProperty('carriedFrom');
    expect(rest('2024-04-10')).toMatchObject({ kind: 'holiday', name: 'eid-al-fitr', state: 'official' });
    expect(rest('2027-03-10')).toMatchObject({ name: 'eid-al-fitr', state: 'expected' });
    expect(rest('2026-03-30')).toBeNull();
  });
});

describe('a calendar asked beyond what it knows', () => {
  it('refuses and says which day and up to when it knows', () => {
    const asked = () => accessClock({ trigger: localDate('2027-12-28'), calendar: nationalCalendar, extended: false });
    expect(asked).toThrow(CalendarUnknown);
    expect(asked).toThrow('2010-01-01 to 2027-12-31');
    try {
      asked();
    } catch (error) {
      expect(error).toMatchObject({ day: '2028-01-04', lastDay: '2027-12-31', code: 'law.calendar-unknown' });
    }
  });

  it('refuses the day before its first as well', () => {
    expect(() => nationalCalendar.rest(localDate('2009-12-31'))).toThrow(CalendarUnknown);
    expect(isWorkingDay(localDate('2027-12-31'), nationalCalendar)).toBe(true);
    expect(daysBetween(nationalCalendar.firstDay, nationalCalendar.lastDay)).toBe(6573);
  });

  it('is not made of years with a gap, or of a day in the wrong year', () => {
    const table = (year: number, day: string) =>
      ({ year, source: 'a table', state: 'official', days: [{ day, name: 'new-year' }] }) as const;
    const gap = () => calendarOf('test', [table(2020, '2020-01-01'), table(2022, '2022-01-03')]);
    expect(gap).toThrow('jumps to 2022');
    expect(() => calendarOf('test', [table(2020, '2021-01-01')])).toThrow('does not belong to the table of 2020');
    expect(() => calendarOf('test', [])).toThrow('A calendar needs at least one year.');
  });
});
