import type { CalendarYear } from '../calendar';

export const year2010: CalendarYear = {
  year: 2010,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2010-01-01', name: 'new-year' },
    { day: '2010-01-04', name: 'new-year-second-day', carriedFrom: '2010-01-02' },
    { day: '2010-01-07', name: 'orthodox-christmas' },
    { day: '2010-02-17', name: 'independence-day' },
    { day: '2010-04-05', name: 'catholic-easter', carriedFrom: '2010-04-04' },
    { day: '2010-04-06', name: 'orthodox-easter', carriedFrom: '2010-04-04' },
    { day: '2010-04-09', name: 'constitution-day' },
    { day: '2010-05-03', name: 'labour-day', carriedFrom: '2010-05-01' },
    { day: '2010-05-10', name: 'europe-day', carriedFrom: '2010-05-09' },
    { day: '2010-09-10', name: 'eid-al-fitr' },
    { day: '2010-11-16', name: 'eid-al-adha' },
    { day: '2010-12-27', name: 'catholic-christmas', carriedFrom: '2010-12-25' },
  ],
};
