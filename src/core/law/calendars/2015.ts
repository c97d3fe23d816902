import type { CalendarYear } from '../calendar';

export const year2015: CalendarYear = {
  year: 2015,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2015-01-01', name: 'new-year' },
    { day: '2015-01-02', name: 'new-year-second-day' },
    { day: '2015-01-07', name: 'orthodox-christmas' },
    { day: '2015-02-17', name: 'independence-day' },
    { day: '2015-04-06', name: 'catholic-easter', carriedFrom: '2015-04-05' },
    { day: '2015-04-09', name: 'constitution-day' },
    { day: '2015-04-13', name: 'orthodox-easter', carriedFrom: '2015-04-12' },
    { day: '2015-05-01', name: 'labour-day' },
    { day: '2015-05-11', name: 'europe-day', carriedFrom: '2015-05-09' },
    { day: '2015-07-17', name: 'eid-al-fitr' },
    { day: '2015-09-24', name: 'eid-al-adha' },
    { day: '2015-12-25', name: 'catholic-christmas' },
  ],
};
