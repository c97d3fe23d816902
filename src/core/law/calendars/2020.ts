import type { CalendarYear } from '../calendar';

export const year2020: CalendarYear = {
  year: 2020,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2020-01-01', name: 'new-year' },
    { day: '2020-01-02', name: 'new-year-second-day' },
    { day: '2020-01-07', name: 'orthodox-christmas' },
    { day: '2020-02-17', name: 'independence-day' },
    { day: '2020-04-09', name: 'constitution-day' },
    { day: '2020-04-13', name: 'catholic-easter', carriedFrom: '2020-04-12' },
    { day: '2020-04-20', name: 'orthodox-easter', carriedFrom: '2020-04-19' },
    { day: '2020-05-01', name: 'labour-day' },
    { day: '2020-05-11', name: 'europe-day', carriedFrom: '2020-05-09' },
    { day: '2020-05-25', name: 'eid-al-fitr', carriedFrom: '2020-05-24' },
    { day: '2020-07-31', name: 'eid-al-adha' },
    { day: '2020-12-25', name: 'catholic-christmas' },
  ],
};
