import {
  asksForAck,
  type Audience,
  climbsOf,
  DEFAULT_LADDERS,
  dueNow,
  type KnownAlarm,
  levelsAbove,
  momentOf,
  nextLookAt,
  planAlarms,
  type Staff,
} from '../../src/core/alarms';
import type { CaseEvent } from '../../src/core/casefile';
import { localDate, localDateOf, localTimeOf } from '../../src/core/law';
import { aCase, assigned, clocksNow } from '../make/case-files';

const person = (id: string, role: Staff['officials'][number]['role']) => ({ id, role, active: true });
const staff: Staff = {
  officials: [
    person('admin', 'administrator'),
    person('ana', 'directorate-staff'),
    person('head', 'directorate-staff'),
    person('mayor', 'mayors-office'),
    person('officer', 'responsible-officer'),
  ],
  directorates: [{ id: 'urbanism', headId: 'head' }],
  onCallId: null,
  absences: [],
  on: localDate('2026-03-10'),
};
const without = (...ids: string[]): Staff => ({
  ...staff,
  officials: staff.officials.filter((one) => !ids.includes(one.id)),
});
const at = (day: string, time: string): Date => momentOf(localDate(day), time);
const shown = (instant: Date | undefined | null): string | null =>
  instant ? `${localDateOf(instant)} ${localTimeOf(instant)}` : null;

/** Due on Monday 9 March; overdue, and escalated to head and mayor, in the first minute of Tuesday. */
const VERSION = 'access.decision:2026-03-09';
const file = aCase({}, assigned('ana', 'urbanism'));
const alarm = (rung: string, recipientKey: string, settledAt: Date, more: Partial<KnownAlarm> = {}): KnownAlarm => ({
  clockVersion: VERSION,
  rung,
  recipientKey,
  state: 'told',
  settledAt,
  ...more,
});
const told = [
  alarm('escalation-overdue', 'head', at('2026-03-10', '00:00')),
  alarm('escalation-overdue', 'mayor', at('2026-03-10', '00:01')),
];
const climbs = (known: KnownAlarm[], now: Date, of = file) =>
  climbsOf(of, clocksNow(of), known, now).map((one) => `${one.rung.key} ${one.rung.to.join()} ${shown(one.at)}`);
const planned = (known: KnownAlarm[], now: Date, people = staff, of = file): string[] =>
  planAlarms(of, clocksNow(of), people, known, now)
    .filter((one) => one.rung.includes('.climb-'))
    .map((one) => `${one.rung} ${one.recipientKey} ${one.state}`);

describe('the way up', () => {
  it.each([
    [['assignee'], ['directorate-head', 'responsible-officer', 'mayors-office', 'administrator']],
    [
      ['directorate-head', 'mayors-office'],
      ['responsible-officer', 'administrator'],
    ],
    [
      ['directorate-head', 'mayors-office', 'on-call'],
      ['responsible-officer', 'administrator'],
    ],
    [['on-call'], ['directorate-head', 'responsible-officer', 'mayors-office', 'administrator']],
    [['mayors-office'], ['administrator']],
    [['administrator'], []],
  ] as [Audience[], Audience[]][])('from %j leads over %j', (to, above) => expect(levelsAbove(to)).toEqual(above));

  it('is that of escalations', () => {
    const asking = DEFAULT_LADDERS['access-request'].filter(asksForAck).map((one) => one.key);
    expect(asking).toEqual(['escalation-1', 'escalation-overdue']);
  });
});

describe('an escalation that nobody acknowledged', () => {
  it('waits half a working day, told at night from the morning on', () => {
    expect(climbs(told, at('2026-03-10', '00:02'))).toEqual([
      'escalation-overdue.climb-1 responsible-officer 2026-03-10 12:00',
    ]);
    expect(planned(told, at('2026-03-10', '11:59'))).toEqual([]);
    expect(planned(told, at('2026-03-10', '12:00'))).toEqual(['escalation-overdue.climb-1 officer planned']);
  });

  it('is looked at then', () => {
    const next = (known: KnownAlarm[]): string | null =>
      shown(nextLookAt(file, clocksNow(file), known, at('2026-03-10', '00:02')));
    expect(next([])).toBeNull();
    expect(next(told)).toBe('2026-03-10 12:00');
  });

  it('climbs level by level, each with its time, to the top', () => {
    const first = alarm('escalation-overdue.climb-1', 'officer', at('2026-03-10', '12:01'));
    const second = alarm('escalation-overdue.climb-2', 'admin', at('2026-03-11', '08:02'));
    expect(planned([...told, { ...first, state: 'planned', settledAt: null }], at('2026-03-10', '12:05'))).toEqual([]);
    expect(climbs([...told, first], at('2026-03-10', '12:05'))).toEqual([
      'escalation-overdue.climb-2 administrator 2026-03-11 08:01',
    ]);
    expect(planned([...told, first], at('2026-03-11', '08:01'))).toEqual(['escalation-overdue.climb-2 admin planned']);
    expect(climbs([...told, first, second], at('2026-03-20', '12:00'))).toEqual([]);
  });

  it('passes over a level where nobody is, or everybody was told', () => {
    expect(planned(told, at('2026-03-10', '12:00'), without('officer'))).toEqual([
      'escalation-overdue.climb-1 - superseded',
      'escalation-overdue.climb-2 admin planned',
    ]);
    expect(planned(told, at('2026-03-10', '12:00'), without('officer', 'admin'))).toEqual([
      'escalation-overdue.climb-1 - superseded',
      'escalation-overdue.climb-2 - superseded',
    ]);
  });

  it('climbs past an alarm whose job is broken', () => {
    const broken = alarm('escalation-overdue.climb-1', 'officer', at('2026-03-10', '12:30'), { state: 'set-aside' });
    expect(climbs([...told, broken], at('2026-03-10', '13:00'))).toEqual([
      'escalation-overdue.climb-2 administrator 2026-03-11 08:30',
    ]);
  });

  const acknowledged = [{ ...told[0]!, acknowledgedAt: at('2026-03-10', '09:00') }, told[1]!];
  const decided: CaseEvent = {
    type: 'decided',
    occurredOn: localDate('2026-03-10'),
    outcome: 'granted',
    answerForm: 'electronic',
    grounds: [],
    letterId: null,
  };
  it.each([
    ['somebody said "I have it"', acknowledged, file],
    ['the case was decided', told, aCase({}, assigned('ana', 'urbanism'), decided)],
    ['one of those told is still to be told', [told[0]!, { ...told[1]!, state: 'planned' as const }], file],
    ['it was found not to be due', told.map((one) => ({ ...one, state: 'no-longer-due' as const })), file],
  ])('climbs no further once %s', (_why, known, of) => {
    expect(climbs(known, at('2026-03-12', '12:00'), of)).toEqual([]);
    expect(dueNow('escalation-overdue.climb-1', VERSION, of, clocksNow(of), known, at('2026-03-12', '12:00'))).toBe(
      undefined,
    );
  });

  it('leaves the climbing to the higher escalation that took over', () => {
    const before = alarm('escalation-1', 'head', at('2026-03-09', '08:00'));
    expect(climbs([before], at('2026-03-09', '09:00'))).toEqual([
      'escalation-1.climb-1 responsible-officer 2026-03-09 12:00',
    ]);
    expect(climbs([before], at('2026-03-10', '00:00'))).toEqual([]);
  });

  it('waits half an hour, day and night, where the term runs in hours', () => {
    const urgent = aCase({ urgent: true, receivedAt: '2026-03-02T09:00:00.000Z' }, assigned('ana', 'urbanism'));
    const told = {
      ...alarm('escalation-8h', 'head', new Date('2026-03-04T01:00:10Z')),
      clockVersion: 'access.urgent:2026-03-04T09:00:00.000Z',
    };
    expect(climbs([told], new Date('2026-03-04T01:01:00Z'), urgent)).toEqual([
      'escalation-8h.climb-1 responsible-officer 2026-03-04 02:30',
    ]);
  });
});
