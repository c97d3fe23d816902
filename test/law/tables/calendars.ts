import {
  type Calendar,
  type CalendarDay,
  calendarOf,
  calendarYears,
  type CalendarYear,
  nationalCalendar,
} from '../../../src/core/law';

/** The national table with the days of one year changed. */
function changed(year: number, change: (days: readonly CalendarDay[]) => readonly CalendarDay[]): CalendarYear[] {
  return calendarYears.map((table) => (table.year === year ? { ...table, days: change(table.days) } : table));
}

/** A leap year that no table tells yet; both Easters fall on 16 April. */
const year2028: CalendarYear = {
  year: 2028,
  source: 'by the rule, for tests only',
  state: 'expected',
  days: [
    { day: '2028-01-03', name: 'new-year', carriedFrom: '2028-01-01' },
    { day: '2028-01-04', name: 'new-year-second-day', carriedFrom: '2028-01-02' },
    { day: '2028-01-07', name: 'orthodox-christmas' },
    { day: '2028-02-17', name: 'independence-day' },
    { day: '2028-02-28', name: 'eid-al-fitr', carriedFrom: '2028-02-26' },
    { day: '2028-04-10', name: 'constitution-day', carriedFrom: '2028-04-09' },
    { day: '2028-04-17', name: 'catholic-easter', carriedFrom: '2028-04-16' },
    { day: '2028-04-18', name: 'orthodox-easter', carriedFrom: '2028-04-16' },
    { day: '2028-05-01', name: 'labour-day' },
    { day: '2028-05-05', name: 'eid-al-adha' },
    { day: '2028-05-09', name: 'europe-day' },
    { day: '2028-12-25', name: 'catholic-christmas' },
  ],
};

const instead = (name: string, other: CalendarDay) => (days: readonly CalendarDay[]) =>
  days.map((one) => (one.name === name ? other : one));

/** The years of each calendar that a table names. */
export const calendarTables: Readonly<Record<string, readonly CalendarYear[]>> = {
  national: calendarYears,
  'to-2026': calendarYears.filter(({ year }) => year <= 2026),
  'to-2028': [...calendarYears, year2028],
  // Eid al-Fitr is seen a day later, on Saturday 21 March, and so Monday 23 March is off instead of Friday 20 March.
  'fitr-a-day-later': changed(
    2026,
    instead('eid-al-fitr', { day: '2026-03-23', name: 'eid-al-fitr', state: 'official', carriedFrom: '2026-03-21' }),
  ),
  'adha-a-day-later': changed(
    2026,
    instead('eid-al-adha', { day: '2026-05-28', name: 'eid-al-adha', state: 'official' }),
  ),
  // A municipality's own day off, on a Friday.
  'own-day-off': changed(2026, (days) => [
    ...days,
    { day: '2026-06-12', name: 'municipal-day-off', state: 'official' },
  ]),
};

const calendars = new Map<string, Calendar>();

/** The calendar of that name; without a name the national one. */
export function calendarNamed(name: string): Calendar {
  const wanted = name || 'national';
  const years = calendarTables[wanted];
  if (!years) throw new Error(`There is no calendar ${wanted}.`);
  const known = calendars.get(wanted) ?? (wanted === 'national' ? nationalCalendar : calendarOf(wanted, years));
  calendars.set(wanted, known);
  return known;
}
