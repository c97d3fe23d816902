import type { CalendarYear } from '../calendar';

/* The official table. Orthodox Easter (8 April, a Sunday) and Constitution Day meet on Monday 9 April: one day off. */
export const year2018: CalendarYear = {
  year: 2018,
  source: 'Official table of holidays for 2018',
  state: 'official',
  days: [
    { day: '2018-01-01', name: 'new-year' },
    { day: '2018-01-02', name: 'new-year-second-day' },
    { day: '2018-01-08', name: 'orthodox-christmas', carriedFrom: '2018-01-07' },
    { day: '2018-02-19', name: 'independence-day', carriedFrom: '2018-02-17' },
    { day: '2018-04-02', name: 'catholic-easter', carriedFrom: '2018-04-01' },
    { day: '2018-04-09', name: 'constitution-day' },
    { day: '2018-05-01', name: 'labour-day' },
    { day: '2018-05-09', name: 'europe-day' },
    { day: '2018-06-15', name: 'eid-al-fitr' },
    { day: '2018-08-21', name: 'eid-al-adha' },
    { day: '2018-12-25', name: 'catholic-christmas' },
  ],
};
