import type { CalendarYear } from '../calendar';

export const year2025: CalendarYear = {
  year: 2025,
  source: 'Law 03/L-064, Art. 4, by the rule; no official table was found',
  state: 'by-rule',
  days: [
    { day: '2025-01-01', name: 'new-year' },
    { day: '2025-01-02', name: 'new-year-second-day' },
    { day: '2025-01-07', name: 'orthodox-christmas' },
    { day: '2025-02-17', name: 'independence-day' },
    { day: '2025-03-31', name: 'eid-al-fitr', carriedFrom: '2025-03-30' },
    { day: '2025-04-09', name: 'constitution-day' },
    { day: '2025-04-21', name: 'catholic-easter', carriedFrom: '2025-04-20' },
    { day: '2025-04-22', name: 'orthodox-easter', carriedFrom: '2025-04-20' },
    { day: '2025-05-01', name: 'labour-day' },
    { day: '2025-05-09', name: 'europe-day' },
    { day: '2025-06-06', name: 'eid-al-adha' },
    { day: '2025-12-25', name: 'catholic-christmas' },
  ],
};
