import type { CalendarYear } from '../calendar';

export const year2016: CalendarYear = {
  year: 2016,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2016-01-01', name: 'new-year' },
    { day: '2016-01-04', name: 'new-year-second-day', carriedFrom: '2016-01-02' },
    { day: '2016-01-07', name: 'orthodox-christmas' },
    { day: '2016-02-17', name: 'independence-day' },
    { day: '2016-03-28', name: 'catholic-easter', carriedFrom: '2016-03-27' },
    { day: '2016-04-11', name: 'constitution-day', carriedFrom: '2016-04-09' },
    { day: '2016-05-02', name: 'orthodox-easter', carriedFrom: '2016-05-01' },
    { day: '2016-05-03', name: 'labour-day', carriedFrom: '2016-05-01' },
    { day: '2016-05-09', name: 'europe-day' },
    { day: '2016-07-05', name: 'eid-al-fitr' },
    { day: '2016-09-12', name: 'eid-al-adha' },
    { day: '2016-12-26', name: 'catholic-christmas', carriedFrom: '2016-12-25' },
  ],
};
