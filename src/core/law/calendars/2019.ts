import type { CalendarYear } from '../calendar';

export const year2019: CalendarYear = {
  year: 2019,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2019-01-01', name: 'new-year' },
    { day: '2019-01-02', name: 'new-year-second-day' },
    { day: '2019-01-07', name: 'orthodox-christmas' },
    { day: '2019-02-18', name: 'independence-day', carriedFrom: '2019-02-17' },
    { day: '2019-04-09', name: 'constitution-day' },
    { day: '2019-04-22', name: 'catholic-easter', carriedFrom: '2019-04-21' },
    { day: '2019-04-29', name: 'orthodox-easter', carriedFrom: '2019-04-28' },
    { day: '2019-05-01', name: 'labour-day' },
    { day: '2019-05-09', name: 'europe-day' },
    { day: '2019-06-04', name: 'eid-al-fitr' },
    { day: '2019-08-12', name: 'eid-al-adha', carriedFrom: '2019-08-11' },
    { day: '2019-12-25', name: 'catholic-christmas' },
  ],
};
