import type { CalendarYear } from '../calendar';

export const year2011: CalendarYear = {
  year: 2011,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2011-01-03', name: 'new-year', carriedFrom: '2011-01-01' },
    { day: '2011-01-04', name: 'new-year-second-day', carriedFrom: '2011-01-02' },
    { day: '2011-01-07', name: 'orthodox-christmas' },
    { day: '2011-02-17', name: 'independence-day' },
    { day: '2011-04-11', name: 'constitution-day', carriedFrom: '2011-04-09' },
    { day: '2011-04-25', name: 'catholic-easter', carriedFrom: '2011-04-24' },
    { day: '2011-04-26', name: 'orthodox-easter', carriedFrom: '2011-04-24' },
    { day: '2011-05-02', name: 'labour-day', carriedFrom: '2011-05-01' },
    { day: '2011-05-09', name: 'europe-day' },
    { day: '2011-08-30', name: 'eid-al-fitr' },
    { day: '2011-11-07', name: 'eid-al-adha', carriedFrom: '2011-11-06' },
    { day: '2011-12-26', name: 'catholic-christmas', carriedFrom: '2011-12-25' },
  ],
};
