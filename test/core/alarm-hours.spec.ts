import {
  addOfficeMinutes,
  DEFAULT_ALARM_BASIS,
  DEFAULT_HOURS,
  momentOf,
  nextDigestAt,
  nextOfficeMoment,
  rung,
  type RungChoice,
} from '../../src/core/alarms';
import { nominalOf, speaksAt } from '../../src/core/alarms/moments';
import { localDate, localDateOf, localTimeOf, nationalCalendar } from '../../src/core/law';

const at = (day: string, time: string): Date => momentOf(localDate(day), time);
const shown = (instant: Date): string => `${localDateOf(instant)} ${localTimeOf(instant)}`;

describe('the instant at which the clock on the wall shows a time', () => {
  it.each([
    ['in winter', '2026-03-02', '07:30', '2026-03-02T06:30:00.000Z'],
    ['in summer', '2026-07-01', '07:30', '2026-07-01T05:30:00.000Z'],
    ['on the Sunday on which an hour is left out', '2026-03-29', '07:30', '2026-03-29T05:30:00.000Z'],
    ['on the Sunday on which an hour comes twice', '2026-10-25', '07:30', '2026-10-25T06:30:00.000Z'],
    ['a time that is left out: an hour later', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['a time that comes twice: the first of them', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['midnight', '2026-03-29', '00:00', '2026-03-28T23:00:00.000Z'],
  ])('%s', (_what, day, time, instant) => expect(at(day, time).toISOString()).toBe(instant));
});

describe('what waits', () => {
  it.each([
    ['before the digest of a working day', '2026-03-02', '00:00', '2026-03-02 07:30'],
    ['at its very moment', '2026-03-02', '07:30', '2026-03-02 07:30'],
    ['after it', '2026-03-02', '07:31', '2026-03-03 07:30'],
    ['after that of a Friday', '2026-03-06', '12:00', '2026-03-09 07:30'],
    ['on a Saturday', '2026-03-07', '00:00', '2026-03-09 07:30'],
    ['before a holiday', '2026-04-08', '09:00', '2026-04-10 07:30'],
    ['before a weekend that a carried holiday makes longer', '2026-05-08', '09:00', '2026-05-12 07:30'],
    ['over the night of the spring change', '2026-03-27', '09:00', '2026-03-30 07:30'],
    ['over the night of the autumn change', '2026-10-23', '09:00', '2026-10-26 07:30'],
    ['beyond what the calendar knows: the next weekday', '2029-01-06', '09:00', '2029-01-08 07:30'],
  ])('for a digest, %s', (_what, day, time, expected) =>
    expect(shown(nextDigestAt(at(day, time), DEFAULT_HOURS, nationalCalendar))).toBe(expected),
  );

  it.each([
    ['before they open', '2026-03-02', '00:00', '2026-03-02 08:00'],
    ['when they open', '2026-03-02', '08:00', '2026-03-02 08:00'],
    ['while they are open', '2026-03-02', '15:59', '2026-03-02 15:59'],
    ['when they close', '2026-03-02', '16:00', '2026-03-03 08:00'],
    ['on a Friday evening', '2026-03-06', '18:00', '2026-03-09 08:00'],
    ['on a holiday', '2026-04-09', '10:00', '2026-04-10 08:00'],
  ])('for open offices, %s', (_what, day, time, expected) =>
    expect(shown(nextOfficeMoment(at(day, time), DEFAULT_HOURS, nationalCalendar))).toBe(expected),
  );

  it.each([
    ['within a day', '2026-03-02', '09:00', 240, '2026-03-02 13:00'],
    ['until the offices close', '2026-03-02', '12:00', 240, '2026-03-02 16:00'],
    ['over the night', '2026-03-02', '14:00', 240, '2026-03-03 10:00'],
    ['from an evening on', '2026-03-02', '20:00', 60, '2026-03-03 09:00'],
    ['over a weekend', '2026-03-06', '15:00', 240, '2026-03-09 11:00'],
    ['over the spring change', '2026-03-27', '15:00', 240, '2026-03-30 11:00'],
    ['over the autumn change', '2026-10-23', '15:00', 240, '2026-10-26 11:00'],
    ['over a holiday', '2026-04-08', '15:00', 120, '2026-04-10 09:00'],
    ['over some days', '2026-03-02', '08:00', 3 * 480, '2026-03-04 16:00'],
  ])('for an answer, %s', (_what, day, time, minutes, expected) =>
    expect(shown(addOfficeMinutes(at(day, time), minutes, DEFAULT_HOURS, nationalCalendar))).toBe(expected),
  );
});

describe('when a rung falls due, and when it may speak', () => {
  const choice = (part: Partial<RungChoice>): RungChoice => ({
    track: 'reminder',
    clock: 'decision',
    from: 'due',
    offset: 0,
    unit: 'day',
    to: ['assignee'],
    ...part,
  });
  const said = (part: Partial<RungChoice>, trigger: string, dueOn: string): string[] => {
    const one = rung(choice(part));
    const clock = { trigger: localDate(trigger), dueOn: localDate(dueOn), dueAt: null };
    const nominal = nominalOf(one, clock, nationalCalendar);
    return [shown(nominal), shown(speaksAt(one, nominal, clock.dueOn, DEFAULT_ALARM_BASIS))];
  };
  const [MON, DUE] = ['2026-03-02', '2026-03-13'];

  it.each([
    ['three days before', { offset: -3 }, ['2026-03-10 00:00', '2026-03-10 07:30']],
    ['five days before, a Sunday', { offset: -5 }, ['2026-03-08 00:00', '2026-03-09 07:30']],
    ['five working days before', { offset: -5, unit: 'working-day' }, ['2026-03-06 00:00', '2026-03-06 07:30']],
    ['on the day', {}, ['2026-03-13 00:00', '2026-03-13 00:00']],
    ['a day after, a Saturday', { offset: 1 }, ['2026-03-14 00:00', '2026-03-14 00:00']],
    ['a working day after', { offset: 1, unit: 'working-day' }, ['2026-03-16 00:00', '2026-03-16 00:00']],
    ['half of eleven days', { offset: 50, unit: 'share' }, ['2026-03-07 00:00', '2026-03-09 07:30']],
    ['ninety of a hundred', { offset: 90, unit: 'share' }, ['2026-03-11 00:00', '2026-03-11 07:30']],
    ['an escalation a day before', { offset: -1, track: 'escalation' }, ['2026-03-12 00:00', '2026-03-12 08:00']],
    ['an escalation on the day', { track: 'escalation' }, ['2026-03-13 00:00', '2026-03-13 00:00']],
    ['silence', { offset: 1, track: 'silence', to: ['citizen'] }, ['2026-03-14 00:00', '2026-03-14 00:00']],
  ] as [string, Partial<RungChoice>, string[]][])('%s', (_what, part, expected) =>
    expect(said(part, MON, DUE)).toEqual(expected),
  );

  it('does not wait past the due day', () => {
    // Due on a Sunday, as no law of today sets it: the morning of Monday would be too late.
    expect(said({ offset: -1 }, MON, '2026-03-15')).toEqual(['2026-03-14 00:00', '2026-03-14 00:00']);
  });
});
