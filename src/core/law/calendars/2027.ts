import type { CalendarYear } from '../calendar';

export const year2027: CalendarYear = {
  year: 2027,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2027-01-01', name: 'new-year' },
    { day: '2027-01-04', name: 'new-year-second-day', carriedFrom: '2027-01-02' },
    { day: '2027-01-07', name: 'orthodox-christmas' },
    { day: '2027-02-17', name: 'independence-day' },
    { day: '2027-03-10', name: 'eid-al-fitr', state: 'expected' },
    { day: '2027-03-29', name: 'catholic-easter', carriedFrom: '2027-03-28' },
    { day: '2027-04-09', name: 'constitution-day' },
    { day: '2027-05-03', name: 'labour-day', carriedFrom: '2027-05-01' },
    { day: '2027-05-04', name: 'orthodox-easter', carriedFrom: '2027-05-02' },
    { day: '2027-05-10', name: 'europe-day', carriedFrom: '2027-05-09' },
    { day: '2027-05-17', name: 'eid-al-adha', carriedFrom: '2027-05-16', state: 'expected' },
    { day: '2027-12-27', name: 'catholic-christmas', carriedFrom: '2027-12-25' },
  ],
};
