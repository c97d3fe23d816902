import {
  type Calendar,
  type CalendarChange,
  calendarOf,
  type CalendarYear,
  calendarYears,
  changeCalendar,
  changedDays,
  localDate,
  nationalCalendar,
  nationalTables,
} from '../../src/core/law';

const day = localDate;
const title = { sq: 'Dita e qytetit', sr: 'Dan grada', en: 'City day' };
const source = 'Decision 02-114';
const add = (on: string, facts: Partial<Extract<CalendarChange, { type: 'add' }>> = {}): CalendarChange => ({
  type: 'add',
  day: day(on),
  name: 'municipal-day-off',
  title,
  state: 'official',
  source,
  ...facts,
});
const move = (from: string, to: string, facts: object = {}): CalendarChange => ({
  type: 'move',
  from: day(from),
  to: day(to),
  state: 'official',
  source,
  ...facts,
});
const year2028: CalendarYear = {
  year: 2028,
  source: 'Official table of holidays for 2028',
  state: 'official',
  days: [
    { day: '2028-04-10', name: 'catholic-easter', carriedFrom: '2028-04-09' },
    { day: '2028-01-03', name: 'new-year', carriedFrom: '2028-01-01' },
  ],
};
const addYear = (facts: Partial<CalendarYear> = {}): CalendarChange => ({ type: 'add-year', ...year2028, ...facts });

function after(change: CalendarChange): { years: CalendarYear[]; calendar: Calendar } {
  const changed = changeCalendar(calendarYears, change);
  if (!changed.ok) throw new Error(changed.refused.code);
  return { years: changed.years, calendar: calendarOf('changed', changed.years) };
}
const daysOf = (years: readonly CalendarYear[], year: number): string[] =>
  years.find((one) => one.year === year)!.days.map((one) => one.day);

describe('a change to the calendar of an institution', () => {
  it('adds a day off with its title and its own source', () => {
    const { years, calendar } = after(add('2026-04-02'));
    expect(calendar.rest(day('2026-04-02'))).toEqual({
      kind: 'holiday',
      name: 'municipal-day-off',
      title,
      state: 'official',
      source,
    });
    expect(changedDays(nationalCalendar, calendar)).toEqual(['2026-04-02']);
    // In the order of the year, and nothing else is touched.
    expect(daysOf(years, 2026)).toEqual([...daysOf(calendarYears, 2026), '2026-04-02'].sort());
    for (const [index, table] of years.entries()) if (table.year !== 2026) expect(table).toBe(calendarYears[index]);
    expect(calendar.rest(day('2026-04-06'))).toEqual(nationalCalendar.rest(day('2026-04-06')));
    expect(nationalCalendar.rest(day('2026-04-02'))).toBeNull();
  });

  it('moves an expected day of Eid and keeps its name', () => {
    const { years, calendar } = after(move('2026-05-27', '2026-05-28'));
    expect(calendar.rest(day('2026-05-27'))).toBeNull();
    expect(calendar.rest(day('2026-05-28'))).toEqual({
      kind: 'holiday',
      name: 'eid-al-adha',
      state: 'official',
      source,
    });
    expect(changedDays(nationalCalendar, calendar)).toEqual(['2026-05-27', '2026-05-28']);
    expect(daysOf(years, 2026)).toHaveLength(daysOf(calendarYears, 2026).length);
  });

  it('moves a carried day without the day that it was carried from, also over the end of the year', () => {
    expect(after(move('2027-05-17', '2027-05-18')).calendar.rest(day('2027-05-18'))).toEqual({
      kind: 'holiday',
      name: 'eid-al-adha',
      state: 'official',
      source,
    });
    const { years } = after(move('2026-12-25', '2027-01-05', { state: 'expected' }));
    expect(daysOf(years, 2026)).not.toContain('2026-12-25');
    expect(daysOf(years, 2027).slice(0, 3)).toEqual(['2027-01-01', '2027-01-04', '2027-01-05']);
  });

  it('confirms an expected day: it moves nothing and knows its source', () => {
    const { calendar } = after({ type: 'confirm', day: day('2026-03-20'), source });
    expect(calendar.rest(day('2026-03-20'))).toMatchObject({ name: 'eid-al-fitr', state: 'official', source });
    expect(changedDays(nationalCalendar, calendar)).toEqual([]);
  });

  it('takes a day away', () => {
    const { calendar } = after({ type: 'remove', day: day('2026-04-06'), reason: 'Not in the official table' });
    expect(changedDays(nationalCalendar, calendar)).toEqual(['2026-04-06']);
    expect(calendar.rest(day('2026-04-06'))).toBeNull();
  });

  it('adds the next year, in order of its days', () => {
    const { years, calendar } = after(addYear());
    expect(calendar.lastDay).toBe('2028-12-31');
    expect(daysOf(years, 2028)).toEqual(['2028-01-03', '2028-04-10']);
    expect(calendar.rest(day('2028-01-03'))).toMatchObject({ carriedFrom: '2028-01-01', state: 'official' });
    expect(years.at(-1)).not.toHaveProperty('type');
    // What is new is no change of a day that both know.
    expect(changedDays(nationalCalendar, calendar)).toEqual([]);
  });

  const days2028 = (...days: string[]): CalendarChange =>
    addYear({ days: days.map((one) => ({ day: one, name: 'new-year' })) });
  it.each<[string, CalendarChange, string, string]>([
    ['a Saturday', add('2026-04-04'), 'day', 'weekend'],
    ['a Sunday', add('2026-04-05'), 'day', 'weekend'],
    ['a day that is off already', add('2026-04-06'), 'day', 'already-off'],
    ['a year that the calendar does not have', add('2028-04-06'), 'day', 'unknown-year'],
    ['a year before the calendar', add('2009-04-06'), 'day', 'unknown-year'],
    ['no source', add('2026-04-02', { source: ' ' }), 'source', 'source-missing'],
    ['a title that lacks a language', add('2026-04-02', { title: { ...title, sr: ' ' } }), 'title', 'title-missing'],
    ['a title that lacks the first', add('2026-04-02', { title: { ...title, sq: '' } }), 'title', 'title-missing'],
    ['a title that lacks the last', add('2026-04-02', { title: { ...title, en: '' } }), 'title', 'title-missing'],
    ['to move a working day', move('2026-03-23', '2026-03-24'), 'from', 'not-off'],
    ['to move a weekend', move('2026-03-21', '2026-03-23'), 'from', 'not-off'],
    ['to move to a weekend', move('2026-03-20', '2026-03-21'), 'to', 'weekend'],
    ['to move to a day off', move('2026-03-20', '2026-04-06'), 'to', 'already-off'],
    ['to move a day to itself', move('2026-03-20', '2026-03-20'), 'to', 'already-off'],
    ['to move beyond the calendar', move('2027-12-27', '2028-01-03'), 'to', 'unknown-year'],
    ['to move from before the calendar', move('2009-12-25', '2010-01-05'), 'from', 'unknown-year'],
    ['to move without a source', move('2026-03-20', '2026-03-23', { source: '' }), 'source', 'source-missing'],
    ['to confirm a working day', { type: 'confirm', day: day('2026-03-23'), source }, 'day', 'not-off'],
    ['to confirm an official day', { type: 'confirm', day: day('2024-04-10'), source }, 'day', 'already-official'],
    [
      'to confirm without a source',
      { type: 'confirm', day: day('2026-03-20'), source: '' },
      'source',
      'source-missing',
    ],
    ['to remove a working day', { type: 'remove', day: day('2026-03-23'), reason: 'x' }, 'day', 'not-off'],
    ['to remove without a reason', { type: 'remove', day: day('2026-03-20'), reason: ' ' }, 'reason', 'reason-missing'],
    ['a year that leaves a gap', addYear({ year: 2029 }), 'year', 'year-not-next'],
    ['a year that is there', addYear({ year: 2027 }), 'year', 'year-not-next'],
    ['a year without a source', addYear({ source: '  ' }), 'source', 'source-missing'],
    ['a year without days', addYear({ days: [] }), 'days', 'no-days'],
    ['a day of another year', days2028('2028-01-03', '2029-01-02'), 'day-1', 'other-year'],
    ['a weekend in a year', days2028('2028-01-01'), 'day-0', 'weekend'],
    ['a day twice', days2028('2028-01-03', '2028-01-04', '2028-01-03'), 'day-2', 'day-twice'],
  ])('refuses %s', (_what, change, field, code) => {
    expect(changeCalendar(calendarYears, change)).toEqual({ ok: false, refused: { field, code } });
  });

  it('takes a Monday and a Friday', () => {
    expect(changeCalendar(calendarYears, add('2026-03-23')).ok).toBe(true);
    expect(changeCalendar(calendarYears, add('2026-03-27')).ok).toBe(true);
    expect(changeCalendar(calendarYears, days2028('2028-01-03', '2028-01-07')).ok).toBe(true);
  });

  it('refuses any year where there is none to follow', () => {
    expect(changeCalendar([], addYear())).toEqual({ ok: false, refused: { field: 'year', code: 'year-not-next' } });
  });

  it('compares only what both calendars know', () => {
    const part = (from: number, to: number) =>
      calendarOf(
        'part',
        calendarYears.filter(({ year }) => year >= from && year <= to),
      );
    expect(changedDays(part(2012, 2026), after(add('2027-03-02')).calendar)).toEqual([]);
    expect(changedDays(after(add('2010-03-02')).calendar, part(2012, 2026))).toEqual([]);
    expect(changedDays(after(add('2012-01-05')).calendar, part(2012, 2026))).toEqual(['2012-01-05']);
    expect(changedDays(part(2012, 2026), after(add('2026-12-31')).calendar)).toEqual(['2026-12-31']);
  });
});

describe('the national tables that programs brought', () => {
  it('hold the present one, and the one that the first release counted by', () => {
    expect(nationalTables.get(nationalCalendar.version)).toBe(calendarYears);
    const first = nationalTables.get('kosovo-2010-2027/1');
    expect(first?.map(({ year }) => year)).toEqual(Array.from({ length: 18 }, (_, index) => 2010 + index));
  });
});
