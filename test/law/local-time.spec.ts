import {
  addDays,
  clockFor,
  daysBetween,
  isLocalDate,
  localDate,
  localDateOf,
  localTimeOf,
  nationalCalendar,
  startOfLocalDay,
  urgentDueAt,
  weekday,
} from '../../src/core/law';

const at = (text: string) => new Date(text);

describe('a day', () => {
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '26-04-01',
    '1.4.2026',
    '0026-04-01',
    '',
    '2026-4-1',
    ' 2026-04-01',
    '2026-04-01T00:00:00Z',
    '1899-12-31',
  ])('is not "%s"', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => localDate(text)).toThrow(RangeError);
  });

  it.each([undefined, null, 20260401, {}])('is not %p', (value) => {
    expect(isLocalDate(value)).toBe(false);
    expect(isLocalDate(['2026-04-01'])).toBe(false);
  });

  it('is refused by what was written', () => {
    expect(() => localDate('1.4.2026')).toThrow("Not a date: '1.4.2026'. A date is written YYYY-MM-DD.");
  });

  it('is one on a leap day', () => {
    expect(localDate('2024-02-29')).toBe('2024-02-29');
    expect(addDays(localDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(localDate('2024-03-01'), -1)).toBe('2024-02-29');
    expect(addDays(localDate('2023-02-28'), 1)).toBe('2023-03-01');
  });

  it('lies so many days from another, over a year and over the changes of the clock', () => {
    expect(daysBetween(localDate('2026-03-28'), localDate('2026-03-30'))).toBe(2);
    expect(daysBetween(localDate('2026-12-31'), localDate('2026-01-01'))).toBe(-364);
    expect(addDays(localDate('1969-12-31'), 1)).toBe('1970-01-01');
  });

  it('has a number in the week', () => {
    expect(weekday(localDate('2026-03-30'))).toBe(1);
    expect(weekday(localDate('2026-04-05'))).toBe(7);
    expect(weekday(localDate('1969-12-28'))).toBe(7);
  });

  it('lies in the years 1900 to 9999', () => {
    expect([isLocalDate('1900-01-01'), isLocalDate('9999-12-31')]).toEqual([true, true]);
    expect(addDays(localDate('1900-01-02'), -1)).toBe('1900-01-01');
    expect(addDays(localDate('9999-12-30'), 1)).toBe('9999-12-31');
    expect(() => addDays(localDate('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(localDate('1900-01-01'), -1)).toThrow('No such day: -25568 days from 1970-01-01.');
  });
});

describe('the day of an instant in Kosovo', () => {
  it.each([
    ['2026-01-15T22:59:00Z', '2026-01-15', '23:59', 'winter: one minute before midnight'],
    ['2026-01-15T23:01:00Z', '2026-01-16', '00:01', 'winter: one minute after midnight'],
    ['2026-07-15T21:59:59Z', '2026-07-15', '23:59', 'summer: one second before midnight'],
    ['2026-07-15T22:01:00Z', '2026-07-16', '00:01', 'summer: one minute after midnight'],
    ['2026-03-29T00:59:59Z', '2026-03-29', '01:59', 'the last second of winter time'],
    ['2026-03-29T01:00:00Z', '2026-03-29', '03:00', 'the first second of summer time'],
    ['2026-10-25T00:59:00Z', '2026-10-25', '02:59', 'the last minute of summer time'],
    ['2026-10-25T01:00:00Z', '2026-10-25', '02:00', 'the first minute of winter time'],
    ['2026-12-31T23:00:00Z', '2027-01-01', '00:00', 'the new year begins an hour before that of UTC'],
    [
      '1941-04-18T22:00:00Z',
      '1941-04-19',
      '00:00',
      'the clock has not always changed at night: in 1941 it did so an hour before midnight',
    ],
    ['1941-04-18T21:59:00Z', '1941-04-18', '22:59', 'a minute before'],
  ])('%s is %s %s (%s)', (instant, day, time) => {
    expect([localDateOf(at(instant)), localTimeOf(at(instant))]).toEqual([day, time]);
  });

  it.each([
    ['2026-01-15', '2026-01-14T23:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['2027-01-01', '2026-12-31T23:00:00.000Z'],
  ])('%s begins at %s', (day, instant) => {
    expect(startOfLocalDay(localDate(day)).toISOString()).toBe(instant);
  });

  it('begins where the day before ends, on every day of a year', () => {
    for (let day = localDate('2026-01-01'); day <= '2026-12-31'; day = addDays(day, 1)) {
      const start = startOfLocalDay(day);
      expect([localDateOf(start), localTimeOf(start)]).toEqual([day, '00:00']);
      expect(localDateOf(new Date(start.getTime() - 1))).toBe(addDays(day, -1));
    }
  });

  it('agrees with the time zone database, hour by hour', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Belgrade',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const wrong: string[] = [];
    for (let time = Date.UTC(2010, 0, 1); time < Date.UTC(2028, 0, 1); time += 17 * 3_600_000) {
      const instant = new Date(time);
      if (`${localDateOf(instant)} ${localTimeOf(instant)}` !== zone.format(instant)) wrong.push(instant.toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it('knows the time on the wall before there were zones', () => {
    expect(localTimeOf(at('1880-01-01T00:00:00Z'))).toBe('01:22');
  });

  it('refuses an invalid date', () => {
    expect(() => localDateOf(new Date('yesterday'))).toThrow(RangeError);
    expect(() => localTimeOf(new Date('yesterday'))).toThrow('Not an instant: the date is invalid.');
  });
});

describe('forty-eight hours', () => {
  it('end an hour later on the wall when summer time begins in between', () => {
    const due = urgentDueAt(at('2026-03-28T10:00:00+01:00'));
    expect([due.toISOString(), localDateOf(due), localTimeOf(due)]).toEqual([
      '2026-03-30T09:00:00.000Z',
      '2026-03-30',
      '11:00',
    ]);
  });

  it('end an hour earlier on the wall when winter time begins in between, perhaps on the day before', () => {
    const due = urgentDueAt(at('2026-10-24T00:30:00+02:00'));
    expect([localDateOf(due), localTimeOf(due)]).toEqual(['2026-10-25', '23:30']);
  });

  it('run from the local day of receipt, at 23:59 as at 00:01', () => {
    const ask = (instant: string) =>
      clockFor({
        procedure: 'access.urgent',
        trigger: localDateOf(at(instant)),
        receivedAt: at(instant),
        calendar: nationalCalendar,
      });
    expect(ask('2026-05-04T23:59:00+02:00')).toMatchObject({ trigger: '2026-05-04', dueOn: '2026-05-06' });
    expect(ask('2026-05-05T00:01:00+02:00')).toMatchObject({ trigger: '2026-05-05', dueOn: '2026-05-07' });
  });
});
