import type { CalendarYear } from '../calendar';

/* The official table. */
export const year2024: CalendarYear = {
  year: 2024,
  source: 'Official table of holidays for 2024',
  state: 'official',
  days: [
    { day: '2024-01-01', name: 'new-year' },
    { day: '2024-01-02', name: 'new-year-second-day' },
    { day: '2024-01-08', name: 'orthodox-christmas', carriedFrom: '2024-01-07' },
    { day: '2024-02-19', name: 'independence-day', carriedFrom: '2024-02-17' },
    { day: '2024-04-01', name: 'catholic-easter', carriedFrom: '2024-03-31' },
    { day: '2024-04-09', name: 'constitution-day' },
    { day: '2024-04-10', name: 'eid-al-fitr' },
    { day: '2024-05-01', name: 'labour-day' },
    { day: '2024-05-06', name: 'orthodox-easter', carriedFrom: '2024-05-05' },
    { day: '2024-05-09', name: 'europe-day' },
    { day: '2024-06-17', name: 'eid-al-adha', carriedFrom: '2024-06-16' },
    { day: '2024-12-25', name: 'catholic-christmas' },
  ],
};
