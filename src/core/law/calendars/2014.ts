import type { CalendarYear } from '../calendar';

export const year2014: CalendarYear = {
  year: 2014,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2014-01-01', name: 'new-year' },
    { day: '2014-01-02', name: 'new-year-second-day' },
    { day: '2014-01-07', name: 'orthodox-christmas' },
    { day: '2014-02-17', name: 'independence-day' },
    { day: '2014-04-09', name: 'constitution-day' },
    { day: '2014-04-21', name: 'catholic-easter', carriedFrom: '2014-04-20' },
    { day: '2014-04-22', name: 'orthodox-easter', carriedFrom: '2014-04-20' },
    { day: '2014-05-01', name: 'labour-day' },
    { day: '2014-05-09', name: 'europe-day' },
    { day: '2014-07-28', name: 'eid-al-fitr' },
    { day: '2014-10-06', name: 'eid-al-adha', carriedFrom: '2014-10-04' },
    { day: '2014-12-25', name: 'catholic-christmas' },
  ],
};
