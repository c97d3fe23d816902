import { type CalendarYear, calendarYears, localDate, suggestYear, weekday } from '../../src/core/law';
import { restDaysByRule } from './holiday-rule';

const RULE = 'by the rule';
const EIDS = ['eid-al-fitr', 'eid-al-adha'];
/** The first days of Eid of a table, on their own days. */
function eidsOf({ days }: CalendarYear) {
  const of = (code: string) =>
    days.filter(({ name }) => name === code).map((one) => localDate(one.carriedFrom ?? one.day));
  return { fitr: of('eid-al-fitr'), adha: of('eid-al-adha') };
}
const shown = (table: CalendarYear) =>
  table.days.map(({ day, name, carriedFrom }) => `${day} ${name} ${carriedFrom ?? ''}`.trim());
const named = (table: CalendarYear, name: string) => table.days.find((one) => one.name === name);

describe('a year suggested by the rule of the law', () => {
  it.each(calendarYears.filter(({ state }) => state === 'by-rule').map((table) => [table.year, table] as const))(
    '%i comes out as its table says',
    (year, table) => {
      const suggested = suggestYear(year, eidsOf(table), RULE);
      expect(shown(suggested)).toEqual(shown(table));
      expect(suggested).toMatchObject({ year, state: 'by-rule', source: RULE });
      for (const one of suggested.days) expect(one.state).toBe(EIDS.includes(one.name) ? 'expected' : undefined);
    },
  );

  it.each([2026, 2027])('%i also by another way of counting', (year) => {
    const table = calendarYears.find((one) => one.year === year)!;
    const { days } = suggestYear(year, eidsOf(table), RULE);
    expect(days.map(({ day, name, carriedFrom }) => ({ day, name, carriedFrom }))).toEqual(restDaysByRule(year));
  });

  /** Easter Sundays from published tables: the earliest and latest of a century, those that meet, and the exceptions. */
  it.each([
    [1954, '1954-04-18', '1954-04-25'],
    [1981, '1981-04-19', '1981-04-26'],
    [2008, '2008-03-23', '2008-04-27'],
    [2011, '2011-04-24', '2011-04-24'],
    [2017, '2017-04-16', '2017-04-16'],
    [2038, '2038-04-25', '2038-04-25'],
    [2049, '2049-04-18', '2049-04-25'],
    [2076, '2076-04-19', '2076-04-26'],
    [2100, '2100-03-28', '2100-05-02'],
    [2285, '2285-03-22', '2285-04-26'],
  ])('finds both Easters of %i', (year, catholic, orthodox) => {
    const suggested = suggestYear(year, { fitr: [], adha: [] }, RULE);
    expect([
      named(suggested, 'catholic-easter')?.carriedFrom,
      named(suggested, 'orthodox-easter')?.carriedFrom,
    ]).toEqual([catholic, orthodox]);
  });

  it('gives two Easters on one Sunday two days', () => {
    const { days } = suggestYear(2028, { fitr: [], adha: [] }, RULE);
    expect(days.filter(({ name }) => name.endsWith('easter')).map(({ day }) => day)).toEqual([
      '2028-04-17',
      '2028-04-18',
    ]);
  });

  it('lets two holidays that meet on a weekday cost one day', () => {
    const suggested = suggestYear(2026, { fitr: [localDate('2026-04-09')], adha: [localDate('2026-05-27')] }, RULE);
    expect(suggested.days.filter(({ day }) => day === '2026-04-09').map(({ name }) => name)).toEqual([
      'constitution-day',
    ]);
    expect(named(suggested, 'eid-al-fitr')).toBeUndefined();
  });

  it('knows years with two days of the same Eid, which keep their weekday, and offers only working days', () => {
    const fitr = [localDate('2033-01-03'), localDate('2033-12-23')];
    const suggested = suggestYear(2033, { fitr, adha: [localDate('2033-03-11')] }, RULE);
    expect(suggested.days.filter(({ name }) => name === 'eid-al-fitr').map(({ day }) => day)).toEqual([
      '2033-01-03',
      '2033-12-23',
    ]);
    for (const { day } of suggested.days) expect(weekday(localDate(day))).toBeLessThan(6);
  });

  it('moves a weekend holiday to a Friday when the whole week before it is taken', () => {
    const [monday, tuesday] = [localDate('2026-05-11'), localDate('2026-05-12')];
    const [wednesday, thursday] = [localDate('2026-05-13'), localDate('2026-05-14')];
    const suggested = suggestYear(2026, { fitr: [monday, tuesday], adha: [wednesday, thursday] }, RULE);
    expect(named(suggested, 'europe-day')).toEqual({
      day: '2026-05-15',
      name: 'europe-day',
      carriedFrom: '2026-05-09',
    });
  });

  it('leaves to the next year what is pushed beyond the end of this one', () => {
    const { days } = suggestYear(2028, { fitr: [localDate('2028-12-30')], adha: [] }, RULE);
    expect(days.filter(({ name }) => name === 'eid-al-fitr')).toEqual([]);
  });
});
