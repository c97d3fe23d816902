import type { CalendarYear } from '../calendar';

export const year2017: CalendarYear = {
  year: 2017,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2017-01-02', name: 'new-year-second-day' },
    { day: '2017-01-03', name: 'new-year', carriedFrom: '2017-01-01' },
    { day: '2017-01-09', name: 'orthodox-christmas', carriedFrom: '2017-01-07' },
    { day: '2017-02-17', name: 'independence-day' },
    { day: '2017-04-10', name: 'constitution-day', carriedFrom: '2017-04-09' },
    { day: '2017-04-17', name: 'catholic-easter', carriedFrom: '2017-04-16' },
    { day: '2017-04-18', name: 'orthodox-easter', carriedFrom: '2017-04-16' },
    { day: '2017-05-01', name: 'labour-day' },
    { day: '2017-05-09', name: 'europe-day' },
    { day: '2017-06-26', name: 'eid-al-fitr', carriedFrom: '2017-06-25' },
    { day: '2017-09-01', name: 'eid-al-adha' },
    { day: '2017-12-25', name: 'catholic-christmas' },
  ],
};
