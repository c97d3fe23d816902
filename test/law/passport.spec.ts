import {
  accessClock,
  clockFor,
  countTerm,
  dueOn,
  localDate,
  nationalCalendar as calendar,
  termFor,
} from '../../src/core/law';
import type { PassportDay } from '../../src/core/law';

/** One line a day, as a clerk would read it out. */
function read({ day, count, reason, rest }: PassportDay): string {
  const closed = rest === undefined ? '' : ` (${rest.kind === 'weekend' ? 'weekend' : rest.name})`;
  return `${day.slice(5)} ${count ?? '-'} ${reason}${closed}`;
}

const walkOf = (from: string, extended: false | { reading: 'A' | 'B' } = false, workingDays = false) =>
  accessClock({ trigger: localDate(from), calendar, extended, workingDays }).passport;

describe('the passport of a deadline', () => {
  it('tells each day of a request of 30 March 2026', () => {
    expect(walkOf('2026-03-30').days.map(read)).toEqual([
      '03-30 0 day-zero',
      '03-31 1 counted',
      '04-01 2 counted',
      '04-02 3 counted',
      '04-03 4 counted',
      '04-04 5 counted (weekend)',
      '04-05 6 counted (weekend)',
      '04-06 7 counted (catholic-easter)',
      '04-07 - rolled',
    ]);
  });

  it('tells where a holiday on a weekend was carried to', () => {
    const { days } = walkOf('2026-05-02');
    expect(days.slice(-4).map(read)).toEqual([
      '05-09 7 counted (weekend)',
      '05-10 - rolled (weekend)',
      '05-11 - rolled (europe-day)',
      '05-12 - rolled',
    ]);
    expect(days.at(-2)?.rest).toMatchObject({ carriedFrom: '2026-05-09', state: 'by-rule' });
  });

  it('passes over rest days when working days are counted', () => {
    expect(walkOf('2026-04-02', false, true).days.map(read)).toEqual([
      '04-02 0 day-zero',
      '04-03 1 counted',
      '04-04 - weekend (weekend)',
      '04-05 - weekend (weekend)',
      '04-06 - holiday (catholic-easter)',
      '04-07 2 counted',
      '04-08 3 counted',
      '04-09 - holiday (constitution-day)',
      '04-10 4 counted',
      '04-11 - weekend (weekend)',
      '04-12 - weekend (weekend)',
      '04-13 - holiday (orthodox-easter)',
      '04-14 5 counted',
      '04-15 6 counted',
      '04-16 7 counted',
    ]);
  });

  it('marks the days that an extension added, counted on from the first seven', () => {
    const { days, statute } = walkOf('2026-03-02', { reading: 'A' });
    expect(days.slice(7, 9).map(read)).toEqual(['03-09 7 counted', '03-10 8 extended']);
    expect(days.slice(-1).map(read)).toEqual(['03-17 15 extended']);
    expect(walkOf('2026-03-02', { reading: 'B' }).days.at(-1)).toMatchObject({ day: '2026-03-24', count: 22 });
    expect(statute).toMatchObject({ version: '06/L-081', mark: 'text' });
  });

  it('lets what was counted before a question stand, though it counts no more, when the term runs anew', () => {
    const answered = { from: localDate('2026-03-15'), until: localDate('2026-03-17') };
    const asked = { trigger: localDate('2026-03-07'), calendar, extended: false as const, pauses: [answered] };
    const clock = accessClock({ ...asked, clarification: 'restarts' });
    if (clock.state !== 'running') throw new Error('It was answered.');
    expect(clock.passport.days.slice(6).map(read)).toEqual([
      '03-13 - restarted',
      '03-14 - restarted (weekend)',
      '03-15 - restarted (weekend)',
      '03-16 - paused',
      '03-17 - paused',
      '03-18 1 counted',
      '03-19 2 counted',
      '03-20 3 counted (eid-al-fitr)',
      '03-21 4 counted (weekend)',
      '03-22 5 counted (weekend)',
      '03-23 6 counted',
      '03-24 7 counted',
    ]);
    expect(clock.passport.days.slice(0, 2).map(read)).toEqual([
      '03-07 0 day-zero (weekend)',
      '03-08 - restarted (weekend)',
    ]);
    const longer = accessClock({
      ...asked,
      extended: { reading: 'A' },
      clarification: 'restarts',
      pauses: [{ from: localDate('2026-03-16'), until: localDate('2026-03-17') }],
    });
    if (longer.state !== 'running') throw new Error('It was answered.');
    expect(longer.passport.days.slice(7, 12).map(read)).toEqual([
      '03-14 - restarted (weekend)',
      '03-15 - restarted (weekend)',
      '03-16 - restarted',
      '03-17 - paused',
      '03-18 1 counted',
    ]);
  });

  it('ends on the due day, quotes the law, and names the calendar', () => {
    const passport = walkOf('2026-04-02');
    expect(passport).toMatchObject({
      procedure: 'access.decision',
      trigger: '2026-04-02',
      dueOn: '2026-04-10',
      statute: { statute: 'access', version: '06/L-081', mark: 'official' },
      calendarVersion: calendar.version,
    });
    expect(passport.days.at(-1)?.day).toBe(passport.dueOn);
    expect(JSON.parse(JSON.stringify(passport))).toEqual(passport);
  });
});

describe('the clock of any step', () => {
  it('answers for petitions, and for the notice after the day of consideration', () => {
    const trigger = localDate('2026-03-02');
    expect(clockFor({ procedure: 'petition.consider', trigger, calendar })).toMatchObject({
      procedure: 'petition.consider',
      trigger,
      firstDueOn: '2026-05-04',
      dueOn: '2026-05-04',
      dueAt: null,
      extended: false,
      calendarVersion: calendar.version,
    });
    expect(clockFor({ procedure: 'petition.notice', trigger: localDate('2026-04-30'), calendar }).dueOn).toBe(
      '2026-05-15',
    );
  });

  it('takes the extension of an access request, by reading A unless told otherwise', () => {
    const trigger = localDate('2026-03-30');
    const asked = { procedure: 'access.decision', trigger, calendar, extended: { reading: 'B' } } as const;
    expect(clockFor(asked)).toMatchObject({ firstDueOn: '2026-04-07', dueOn: '2026-04-21', extended: true });
    expect(clockFor({ procedure: 'access.extension', trigger, calendar })).toMatchObject({
      firstDueOn: '2026-04-07',
      dueOn: '2026-04-14',
      passport: { procedure: 'access.extension' },
    });
  });

  it('refuses to extend what no law extends', () => {
    const asked = { procedure: 'petition.consider', trigger: localDate('2026-03-02'), calendar } as const;
    expect(() => clockFor({ ...asked, extended: { reading: 'A' } })).toThrow('No law extends petition.consider');
  });

  it('counts an urgent request in hours and never rolls: Friday evening is due on Sunday evening', () => {
    const receivedAt = new Date('2026-04-03T18:30:00+02:00');
    const clock = clockFor({ procedure: 'access.urgent', trigger: localDate('2026-04-03'), receivedAt, calendar });
    expect(clock.dueAt).toEqual(new Date('2026-04-05T18:30:00+02:00'));
    expect(clock).toMatchObject({ dueOn: '2026-04-05', firstDueOn: '2026-04-05', trigger: '2026-04-03' });
    expect(clock.passport.days.map(read)).toEqual([
      '04-03 0 counted',
      '04-04 1 counted (weekend)',
      '04-05 2 counted (weekend)',
    ]);
  });

  it('needs the moment of receipt for a term in hours, and will not count hours as days', () => {
    const trigger = localDate('2026-04-03');
    expect(() => clockFor({ procedure: 'access.urgent', trigger, calendar })).toThrow('moment of receipt');
    const { term, statute } = termFor('access.urgent', trigger);
    expect(() => dueOn(trigger, term, calendar)).toThrow(RangeError);
    expect(() => countTerm(trigger, term, calendar, statute)).toThrow(RangeError);
  });
});
