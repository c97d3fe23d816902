import type { CalendarYear } from '../calendar';

export const year2013: CalendarYear = {
  year: 2013,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2013-01-01', name: 'new-year' },
    { day: '2013-01-02', name: 'new-year-second-day' },
    { day: '2013-01-07', name: 'orthodox-christmas' },
    { day: '2013-02-18', name: 'independence-day', carriedFrom: '2013-02-17' },
    { day: '2013-04-01', name: 'catholic-easter', carriedFrom: '2013-03-31' },
    { day: '2013-04-09', name: 'constitution-day' },
    { day: '2013-05-01', name: 'labour-day' },
    { day: '2013-05-06', name: 'orthodox-easter', carriedFrom: '2013-05-05' },
    { day: '2013-05-09', name: 'europe-day' },
    { day: '2013-08-08', name: 'eid-al-fitr' },
    { day: '2013-10-15', name: 'eid-al-adha' },
    { day: '2013-12-25', name: 'catholic-christmas' },
  ],
};
