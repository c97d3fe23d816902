import type { CalendarYear } from '../calendar';

export const year2021: CalendarYear = {
  year: 2021,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2021-01-01', name: 'new-year' },
    { day: '2021-01-04', name: 'new-year-second-day', carriedFrom: '2021-01-02' },
    { day: '2021-01-07', name: 'orthodox-christmas' },
    { day: '2021-02-17', name: 'independence-day' },
    { day: '2021-04-05', name: 'catholic-easter', carriedFrom: '2021-04-04' },
    { day: '2021-04-09', name: 'constitution-day' },
    { day: '2021-05-03', name: 'labour-day', carriedFrom: '2021-05-01' },
    { day: '2021-05-04', name: 'orthodox-easter', carriedFrom: '2021-05-02' },
    { day: '2021-05-10', name: 'europe-day', carriedFrom: '2021-05-09' },
    { day: '2021-05-13', name: 'eid-al-fitr' },
    { day: '2021-07-20', name: 'eid-al-adha' },
    { day: '2021-12-27', name: 'catholic-christmas', carriedFrom: '2021-12-25' },
  ],
};
