import {
  accessClock,
  type Calendar,
  calendarOf,
  calendarYears,
  clockFor,
  clockOrHeld,
  type ClockQuestion,
  countTerm,
  dueOn,
  localDate,
  nationalCalendar as calendar,
  NoStatute,
  type Pause,
  termFor,
  thresholdFor,
} from '../../src/core/law';
import { passportOf } from '../../src/core/law/passport';

const trigger = localDate('2026-03-02');
const asked = (from: string, until: string | null): Pause => ({
  from: localDate(from),
  until: until === null ? null : localDate(until),
});
const request: ClockQuestion = { procedure: 'access.decision', trigger, calendar };
const waiting = { clarification: 'pauses', pauses: [asked('2026-03-04', null)] } as const;

describe('a clock that stands', () => {
  it('tells since when, what is left, and by which law; a due day it has not', () => {
    expect(clockOrHeld({ ...request, ...waiting })).toEqual({
      procedure: 'access.decision',
      trigger,
      firstDueOn: '2026-03-09',
      since: '2026-03-04',
      remaining: 5,
      extended: false,
      days: [
        { day: '2026-03-02', count: 0, reason: 'day-zero' },
        { day: '2026-03-03', count: 1, reason: 'counted' },
        { day: '2026-03-04', count: 2, reason: 'counted' },
      ],
      statute: expect.objectContaining({ statute: 'access', version: '06/L-081' }) as unknown,
      calendarVersion: calendar.version,
    });
  });

  it('tells that it was extended', () => {
    const extended = { reading: 'B' } as const;
    expect(clockOrHeld({ ...request, ...waiting, extended })).toMatchObject({ extended: true, remaining: 20 });
    const step = { ...request, procedure: 'access.extension' } as const;
    expect(clockOrHeld({ ...step, ...waiting })).toMatchObject({ extended: true, remaining: 13 });
  });

  it('is no answer to whoever needs a due day', () => {
    expect(() => clockFor({ ...request, ...waiting })).toThrow(RangeError);
    expect(() => clockFor({ ...request, ...waiting })).toThrow(
      'The clock stands still since the question of 2026-03-04.',
    );
  });

  it('runs on where no setting says that a question stops it', () => {
    const pauses = [asked('2026-03-04', null)];
    expect(accessClock({ trigger, calendar, extended: false, pauses })).toMatchObject({
      state: 'running',
      dueOn: '2026-03-09',
    });
    expect(clockFor({ ...request, pauses }).dueOn).toBe('2026-03-09');
    expect(clockFor({ ...request, clarification: 'restarts' }).dueOn).toBe('2026-03-09');
  });
});

describe('an extension over many days off', () => {
  const source = { state: 'official', source: 'a decision of the government' } as const;
  const week = ['08', '09', '10', '11', '12'].map(
    (day) => ({ day: `2026-06-${day}`, name: 'government-day-off', ...source }) as const,
  );
  const years = calendarYears.map((table) =>
    table.year === 2026 ? { ...table, days: [...table.days, ...week] } : table,
  );
  const monday = {
    trigger: localDate('2026-06-01'),
    calendar: calendarOf('a week off', years),
    extended: { reading: 'A' },
    workingDays: true,
    clarification: 'pauses',
  } as const;

  it('never shortens the seven working days, which end on 17 June, by fifteen days, which end on 16 June', () => {
    expect(accessClock(monday)).toMatchObject({ state: 'running', firstDueOn: '2026-06-17', dueOn: '2026-06-17' });
  });

  it('and a question of 17 June, which is in time, holds the clock', () => {
    expect(accessClock({ ...monday, pauses: [asked('2026-06-17', null)] })).toMatchObject({
      state: 'paused',
      since: '2026-06-17',
      remaining: 0,
    });
    expect(accessClock({ ...monday, pauses: [asked('2026-06-17', '2026-06-19')] }).firstDueOn).toBe('2026-06-17');
  });
});

describe('what a clock says beside its due day', () => {
  it('whether it was extended', () => {
    expect(clockFor(request)).toMatchObject({ extended: false, extendedDays: 0 });
    expect(clockFor({ ...request, extended: { reading: 'A' } })).toMatchObject({ extended: true, extendedDays: 8 });
    expect(clockFor({ ...request, procedure: 'access.extension' })).toMatchObject({ extended: true, extendedDays: 8 });
  });

  it('that hours are hours', () => {
    const receivedAt = new Date('2026-03-02T09:00:00+01:00');
    const urgent = clockFor({ procedure: 'access.urgent', trigger, receivedAt, calendar });
    expect(urgent).toMatchObject({ procedure: 'access.urgent', extended: false, pausedDays: 0 });
  });

  it('which days of its hours are days off, as far as its calendar knows', () => {
    const between = (first: number, last: number) =>
      calendarOf(
        `${first} to ${last}`,
        calendarYears.filter(({ year }) => year >= first && year <= last),
      );
    const walked = (from: string, by: Calendar): string[] =>
      clockFor({
        procedure: 'access.urgent',
        trigger: localDate(from),
        receivedAt: new Date(`${from}T12:00:00+01:00`),
        calendar: by,
      }).passport.days.map(({ day, count, reason, rest }) => {
        const closed = rest?.kind === 'holiday' ? rest.name : (rest?.kind ?? 'open');
        return `${day} ${reason} ${count}, ${closed}`;
      });
    expect(walked('2022-12-30', between(2010, 2022))).toEqual([
      '2022-12-30 counted 0, open',
      '2022-12-31 counted 1, weekend',
      '2023-01-01 counted 2, open',
    ]);
    expect(walked('2019-12-31', between(2020, 2027))).toEqual([
      '2019-12-31 counted 0, open',
      '2020-01-01 counted 1, new-year',
      '2020-01-02 counted 2, new-year-second-day',
    ]);
  });
});

describe('a clock that nobody can tell', () => {
  it('says for which step and day no law is known', () => {
    const ask = () => termFor('complaint.file', localDate('2012-05-01'));
    const told = { name: 'NoStatute', code: 'law.no-statute', procedure: 'complaint.file', trigger: '2012-05-01' };
    expect(errorOf(ask)).toMatchObject(told);
    expect(errorOf(ask).message).toBe('No statute sets a term for complaint.file on 2012-05-01.');
    const share = errorOf(() => thresholdFor('initiative', localDate('2008-06-14')));
    expect(share).toBeInstanceOf(NoStatute);
    expect(share).toMatchObject({ procedure: 'initiative.consider', trigger: '2008-06-14' });
  });

  it('says which day the calendar does not know', () => {
    const late = errorOf(() => clockFor({ ...request, trigger: localDate('2027-12-28') }));
    expect(late).toMatchObject({ name: 'CalendarUnknown', code: 'law.calendar-unknown', firstDay: '2010-01-01' });
    expect(late.message).toBe('The calendar knows 2010-01-01 to 2027-12-31; it was asked about 2028-01-04.');
  });

  it('does not count hours as days, nor a walk without a day', () => {
    const { term, statute } = termFor('access.urgent', trigger);
    const refused = 'access.urgent is counted in hours, from the moment of receipt.';
    expect(() => dueOn(trigger, term, calendar)).toThrow(refused);
    expect(() => countTerm(trigger, term, calendar, statute)).toThrow(refused);
    expect(() => passportOf('access.decision', [], clockFor(request).statute, calendar)).toThrow(
      'A walk has at least its day zero.',
    );
  });
});

function errorOf(ask: () => unknown): Error {
  try {
    ask();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('Nothing was refused.');
}
