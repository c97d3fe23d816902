import type { CalendarYear } from '../calendar';

export const year2026: CalendarYear = {
  year: 2026,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2026-01-01', name: 'new-year' },
    { day: '2026-01-02', name: 'new-year-second-day' },
    { day: '2026-01-07', name: 'orthodox-christmas' },
    { day: '2026-02-17', name: 'independence-day' },
    { day: '2026-03-20', name: 'eid-al-fitr', state: 'expected' },
    { day: '2026-04-06', name: 'catholic-easter', carriedFrom: '2026-04-05' },
    { day: '2026-04-09', name: 'constitution-day' },
    { day: '2026-04-13', name: 'orthodox-easter', carriedFrom: '2026-04-12' },
    { day: '2026-05-01', name: 'labour-day' },
    { day: '2026-05-11', name: 'europe-day', carriedFrom: '2026-05-09' },
    { day: '2026-05-27', name: 'eid-al-adha', state: 'expected' },
    { day: '2026-12-25', name: 'catholic-christmas' },
  ],
};
