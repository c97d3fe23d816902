import {
  climbKey,
  DEFAULT_LADDERS,
  DEFAULT_POLICY,
  ladderProblems,
  LADDER_KINDS,
  type LadderKind,
  policyProblems,
  readRungKey,
  rung,
  type RungChoice,
} from '../../src/core/alarms';

const choice = (part: Partial<RungChoice> = {}): RungChoice => ({
  track: 'reminder',
  clock: 'decision',
  from: 'due',
  offset: -2,
  unit: 'day',
  to: ['assignee'],
  ...part,
});
const with_ = (kind: LadderKind, ...more: Partial<RungChoice>[]) =>
  ladderProblems(kind, [...DEFAULT_LADDERS[kind], ...more.map((one) => rung(choice(one)))]).map((one) => one.problem);
const without = (kind: LadderKind, ...keys: string[]) =>
  ladderProblems(
    kind,
    DEFAULT_LADDERS[kind].filter((one) => !keys.includes(one.key)),
  ).map(({ problem, of }) => `${problem} ${of ?? ''}`.trim());

describe('what an administrator can make of the ladders', () => {
  it('is what the house does by itself', () => expect(policyProblems(DEFAULT_POLICY)).toEqual([]));

  it.each([
    ['one more day before', 'access-request', { offset: -5 }, []],
    ['a share of the time', 'petition', { offset: 50, unit: 'share' }, []],
    ['working days after the notice was due', 'petition', { clock: 'notice', offset: 3, unit: 'working-day' }, []],
    ['hours in the ladder of hours', 'urgent', { offset: -4, unit: 'hour' }, []],
    ['a rung that is there already', 'access-request', { offset: -3 }, ['same-twice']],
    ['the same on another clock', 'petition', { clock: 'notice', offset: -2 }, []],
    ['nobody to tell', 'access-request', { to: [] }, ['nobody']],
    ['a reminder to the citizen', 'access-request', { to: ['citizen'] }, ['nobody']],
    ['silence to an official', 'access-request', { track: 'silence', offset: 2 }, ['nobody']],
    ['half a day', 'access-request', { offset: -0.5 }, ['offset']],
    ['a year before', 'access-request', { offset: -365 }, ['offset']],
    ['more than the whole time', 'access-request', { offset: 100, unit: 'share' }, ['offset']],
    ['hours in a ladder of days', 'access-request', { unit: 'hour' }, ['unit']],
    ['days in the ladder of hours', 'urgent', {}, ['unit']],
    ['a clock that the kind has not', 'access-request', { clock: 'notice' }, ['clock']],
    ['silence of a petition', 'petition', { track: 'silence', offset: 1, to: ['citizen'] }, ['track']],
    [
      'an escalation of the directorate’s day',
      'access-request',
      { clock: 'directorate', track: 'escalation' },
      ['track'],
    ],
    ['a reminder days after the directorate’s day', 'access-request', { clock: 'directorate', offset: 3 }, []],
    ['who takes it, asked in a complaint', 'complaint', { clock: 'complaint', track: 'unassigned' }, ['track']],
  ] as [string, LadderKind, Partial<RungChoice>, string[]][])('%s', (_what, kind, more, problems) =>
    expect(with_(kind, more)).toEqual(problems),
  );

  it.each([
    ['the silence of a request', 'access-request', ['silence'], ['silence-missing']],
    ['the silence of an urgent one', 'urgent', ['silence-hour'], ['silence-missing']],
    ['the day after', 'access-request', ['escalation-overdue'], ['overdue-missing decision']],
    ['every escalation in time', 'complaint', ['escalation-1'], ['no-escalation-in-time complaint']],
    [
      'both of both clocks',
      'petition',
      ['escalation-1', 'escalation-overdue'],
      [
        'no-escalation-in-time decision',
        'overdue-missing decision',
        'no-escalation-in-time notice',
        'overdue-missing notice',
      ],
    ],
    ['all reminders', 'access-request', ['reminder-3', 'reminder-1', 'reminder-0'], []],
  ] as [string, LadderKind, string[], string[]][])('taking away %s', (_what, kind, keys, problems) =>
    expect(without(kind, ...keys)).toEqual(problems),
  );

  it('has an end', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ offset: -10 - i }));
    expect(with_('complaint', ...many.map((one) => ({ ...one, clock: 'complaint' as const })))).toEqual(['too-many']);
  });

  it.each([
    [{ from: '8:00' }, ['time from']],
    [{ to: '25:00' }, ['time to']],
    [{ from: '16:00' }, ['hours-order to']],
    [{ from: '15:01' }, ['hours-short to']],
    [{ from: '15:00' }, []],
    [{ digestAt: '16:00' }, ['digest-late digestAt']],
    [{ digestAt: '06:00' }, []],
  ])('its hours: %j', (hours, problems) => {
    const policy = { ...DEFAULT_POLICY, hours: { ...DEFAULT_POLICY.hours, ...hours } };
    expect(policyProblems(policy).map(({ problem, of }) => `${problem} ${of}`)).toEqual(problems);
  });

  it.each([
    [{ afterMinutes: 14 }, ['afterMinutes']],
    [{ afterMinutes: 2401 }, ['afterMinutes']],
    [{ urgentAfterMinutes: 4 }, ['urgentAfterMinutes']],
    [{ urgentAfterMinutes: 5 }, []],
  ])('its patience: %j', (ack, fields) => {
    const policy = { ...DEFAULT_POLICY, ack: { ...DEFAULT_POLICY.ack, ...ack } };
    expect(policyProblems(policy).map(({ of }) => of)).toEqual(fields);
  });
});

describe('the name of a rung', () => {
  it('of the ladders that nobody changed is what it always was', () => {
    expect(DEFAULT_LADDERS['access-request'].map((one) => one.key)).toEqual([
      'unassigned',
      'reminder-3',
      'reminder-1',
      'reminder-0',
      'escalation-1',
      'escalation-overdue',
      'silence',
      'directorate-reminder-1w',
      'directorate-reminder-0w',
      'directorate-reminder-overdue',
    ]);
    expect(DEFAULT_LADDERS.urgent.map((one) => one.key)).toEqual([
      'urgent-arrived',
      'urgent-unassigned',
      'reminder-24h',
      'reminder-8h',
      'reminder-2h',
      'escalation-8h',
      'escalation-hour',
      'silence-hour',
    ]);
  });

  it('tells its track, its distance and how often it climbed, and no two rungs share one', () => {
    const offsets = {
      day: [-60, -1, 0, 1, 30],
      'working-day': [-5, 0, 2],
      share: [1, 99],
      hour: [-24, 5],
      minute: [-90, 1],
    };
    const seen = new Map<string, string>();
    for (const [unit, all] of Object.entries(offsets)) {
      for (const offset of all) {
        for (const [track, clock] of [
          ['reminder', 'decision'],
          ['escalation', 'decision'],
          ['reminder', 'directorate'],
        ] as const) {
          const made = rung(choice({ track, clock, offset, unit: unit as RungChoice['unit'] }));
          const read = readRungKey(climbKey(made.key, 3));
          expect(read).toEqual({ track, directorate: clock === 'directorate', climb: 3, base: made.key, offset, unit });
          expect(made.key.length + '.climb-12'.length).toBeLessThanOrEqual(40);
          const what = `${track} ${clock} ${unit} ${offset}`;
          expect([made.key, seen.get(made.key) ?? what]).toEqual([made.key, what]);
          seen.set(made.key, what);
        }
      }
    }
    for (const kind of LADDER_KINDS)
      for (const { key, track } of DEFAULT_LADDERS[kind]) expect([key, readRungKey(key)?.track]).toEqual([key, track]);
    expect(readRungKey('unreadable')).toBeNull();
  });
});
