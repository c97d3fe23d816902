import { calendarEnd, calendarOf, calendarYears, localDate } from '../../src/core/law';

const to2026 = calendarOf(
  'to 2026',
  calendarYears.filter(({ year }) => year <= 2026),
);
const told = (today: string) => calendarEnd(to2026, localDate(today));

describe('the end of a calendar that knows days up to 31 December 2026', () => {
  it.each<[string, number | null, string]>([
    ['2026-10-02', null, 'ninety days are left: nobody is told yet'],
    ['2026-10-03', 89, 'fewer than ninety'],
    ['2026-12-30', 1, 'the last day is tomorrow'],
    ['2026-12-31', 0, 'the last day'],
    ['2027-01-01', -1, 'it is over'],
    ['2025-06-30', null, 'far away'],
  ])('on %s: %p days left (%s)', (today, days) => {
    expect(told(today)).toEqual(days === null ? null : { lastDay: '2026-12-31', days });
  });
});
