import type { CalendarYear } from '../calendar';

export const year2023: CalendarYear = {
  year: 2023,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2023-01-02', name: 'new-year-second-day' },
    { day: '2023-01-03', name: 'new-year', carriedFrom: '2023-01-01' },
    { day: '2023-01-09', name: 'orthodox-christmas', carriedFrom: '2023-01-07' },
    { day: '2023-02-17', name: 'independence-day' },
    { day: '2023-04-10', name: 'constitution-day', carriedFrom: '2023-04-09' },
    { day: '2023-04-11', name: 'catholic-easter', carriedFrom: '2023-04-09' },
    { day: '2023-04-17', name: 'orthodox-easter', carriedFrom: '2023-04-16' },
    { day: '2023-04-21', name: 'eid-al-fitr' },
    { day: '2023-05-01', name: 'labour-day' },
    { day: '2023-05-09', name: 'europe-day' },
    { day: '2023-06-28', name: 'eid-al-adha' },
    { day: '2023-12-25', name: 'catholic-christmas' },
  ],
};
