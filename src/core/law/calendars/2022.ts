import type { CalendarYear } from '../calendar';

export const year2022: CalendarYear = {
  year: 2022,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2022-01-03', name: 'new-year', carriedFrom: '2022-01-01' },
    { day: '2022-01-04', name: 'new-year-second-day', carriedFrom: '2022-01-02' },
    { day: '2022-01-07', name: 'orthodox-christmas' },
    { day: '2022-02-17', name: 'independence-day' },
    { day: '2022-04-11', name: 'constitution-day', carriedFrom: '2022-04-09' },
    { day: '2022-04-18', name: 'catholic-easter', carriedFrom: '2022-04-17' },
    { day: '2022-04-25', name: 'orthodox-easter', carriedFrom: '2022-04-24' },
    { day: '2022-05-02', name: 'eid-al-fitr' },
    { day: '2022-05-03', name: 'labour-day', carriedFrom: '2022-05-01' },
    { day: '2022-05-09', name: 'europe-day' },
    { day: '2022-07-11', name: 'eid-al-adha', carriedFrom: '2022-07-09' },
    { day: '2022-12-26', name: 'catholic-christmas', carriedFrom: '2022-12-25' },
  ],
};
