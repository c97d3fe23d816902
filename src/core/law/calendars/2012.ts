import type { CalendarYear } from '../calendar';

export const year2012: CalendarYear = {
  year: 2012,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2012-01-02', name: 'new-year-second-day' },
    { day: '2012-01-03', name: 'new-year', carriedFrom: '2012-01-01' },
    { day: '2012-01-09', name: 'orthodox-christmas', carriedFrom: '2012-01-07' },
    { day: '2012-02-17', name: 'independence-day' },
    { day: '2012-04-09', name: 'constitution-day' },
    { day: '2012-04-10', name: 'catholic-easter', carriedFrom: '2012-04-08' },
    { day: '2012-04-16', name: 'orthodox-easter', carriedFrom: '2012-04-15' },
    { day: '2012-05-01', name: 'labour-day' },
    { day: '2012-05-09', name: 'europe-day' },
    { day: '2012-08-20', name: 'eid-al-fitr', carriedFrom: '2012-08-19' },
    { day: '2012-10-26', name: 'eid-al-adha' },
    { day: '2012-12-25', name: 'catholic-christmas' },
  ],
};
