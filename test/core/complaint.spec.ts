import {
  agencyWrote,
  answerComplaint,
  apply,
  applicantsDayZero,
  believedAt,
  type CaseEvent,
  type CaseFile,
  comply,
  complaintSteps,
  decideComplaint,
  lodgeComplaint,
  NotAllowed,
  type NotAllowedCode,
  type Outcome,
  statusOf,
} from '../../src/core/casefile';
import { localDate, nationalCalendar } from '../../src/core/law';
import { aCase, assigned, clocksNow } from '../make/case-files';

const day = localDate;
const decided = (outcome: Outcome, on = '2026-03-09'): CaseEvent => ({
  type: 'decided',
  occurredOn: day(on),
  outcome,
  answerForm: null,
  grounds: outcome === 'refused' || outcome === 'partial' ? ['privacy'] : [],
  letterId: 'letter',
});
const silent: CaseEvent = { type: 'silence-fell', occurredOn: day('2026-03-10'), dueOn: day('2026-03-09') };
const lodged = (on = '2026-03-16'): CaseEvent => ({
  type: 'complaint-lodged',
  occurredOn: day(on),
  complaintId: 'c',
});
const letter = (on = '2026-03-20'): CaseEvent => ({
  type: 'complaint-notified',
  occurredOn: day(on),
  complaintId: 'c',
});
const replied = (on: string, dueOn = '2026-03-27'): CaseEvent => ({
  type: 'complaint-answered',
  occurredOn: day(on),
  complaintId: 'c',
  dueOn: day(dueOn),
});
const agencySaid = (outcome: 'binding' | 'closing' | 'refusing', on = '2026-04-13'): CaseEvent => ({
  type: 'complaint-decided',
  occurredOn: day(on),
  complaintId: 'c',
  outcome,
});
const refused = (...then: CaseEvent[]): CaseFile => aCase({}, assigned('a'), decided('refused'), ...then);

/** What is due when, with its reason: each from the law of its own day zero. */
const DUE: [string, CaseFile, string | null, string | null][] = [
  ['a refusal: fifteen days to complain', refused(), null, null],
  [
    'the Agency has it: nobody here owes anything, thirty days for it',
    refused(lodged()),
    'complaint.decision',
    '2026-04-15',
  ],
  ['its letter arrived: seven days to reply', refused(lodged(), letter()), 'complaint.reply', '2026-03-27'],
  [
    'a letter on a Monday whose seventh day is a holiday rolls on',
    refused(lodged(), letter('2026-03-30')),
    'complaint.reply',
    '2026-04-07',
  ],
  [
    'replied: back with the Agency, thirty days from the complaint',
    refused(lodged(), letter(), replied('2026-03-27')),
    'complaint.decision',
    '2026-04-15',
  ],
  [
    'a binding decision: seven days to comply',
    refused(lodged(), letter(), replied('2026-03-27'), agencySaid('binding')),
    'complaint.comply',
    '2026-04-20',
  ],
  ['a closing decision: nothing', refused(lodged(), letter(), agencySaid('closing')), null, null],
  ['a refusing decision: nothing', refused(lodged(), agencySaid('refusing')), null, null],
];

describe('the clock of a complaint', () => {
  it.each(DUE)('%s', (_why, file, procedure, dueOn) => {
    const { complaintClock } = clocksNow(file);
    expect(complaintClock?.state === 'running' ? complaintClock.procedure : null).toBe(procedure);
    expect(complaintClock?.state === 'running' ? complaintClock.dueOn : null).toBe(dueOn);
  });

  it.each([
    ['in-progress', aCase({}, assigned('a'), silent, lodged(), letter())],
    ['at-agency', refused(lodged())],
    ['complaint', refused(lodged(), letter())],
    ['at-agency', refused(lodged(), letter(), replied('2026-03-27'))],
    ['complaint', refused(lodged(), agencySaid('binding'))],
    ['closed', refused(lodged(), agencySaid('refusing'))],
  ])('is %s', (status, file) => {
    expect(statusOf(file)).toBe(status);
  });
});

const today = day('2026-05-04');
const REFUSALS: [NotAllowedCode, () => unknown][] = [
  ['complaint.not-this-kind', () => lodgeComplaint(aCase({ kind: 'petition' }), 'c', today, today)],
  ['complaint.nothing-refused', () => lodgeComplaint(aCase(), 'c', today, today)],
  ['complaint.nothing-refused', () => lodgeComplaint(aCase({}, decided('granted')), 'c', today, today)],
  ['complaint.already-open', () => lodgeComplaint(refused(lodged()), 'd', today, today)],
  ['complaint.future', () => lodgeComplaint(refused(), 'c', day('2026-05-05'), today)],
  ['complaint.before-refusal', () => lodgeComplaint(refused(), 'c', day('2026-03-08'), today)],
  ['complaint.none', () => agencyWrote(refused(), today, today)],
  ['complaint.already-notified', () => agencyWrote(refused(lodged(), letter()), today, today)],
  ['complaint.out-of-order', () => agencyWrote(refused(lodged()), day('2026-03-15'), today)],
  ['complaint.not-notified', () => answerComplaint(refused(lodged()), today, today)],
  [
    'complaint.already-answered',
    () => answerComplaint(refused(lodged(), letter(), replied('2026-03-27')), today, today),
  ],
  ['complaint.out-of-order', () => answerComplaint(refused(lodged(), letter()), day('2026-03-19'), today)],
  [
    'complaint.already-decided',
    () => decideComplaint(refused(lodged(), agencySaid('closing')), 'binding', today, today),
  ],
  ['complaint.out-of-order', () => decideComplaint(refused(lodged(), letter()), 'binding', day('2026-03-19'), today)],
  ['complaint.nothing-to-comply', () => comply(refused(lodged(), agencySaid('closing')), 'granted', today, today)],
  ['complaint.decide-first', () => comply(aCase({}, silent, lodged(), agencySaid('binding')), 'granted', today, today)],
  [
    'complaint.out-of-order',
    () => comply(refused(lodged(), agencySaid('binding')), 'granted', day('2026-04-12'), today),
  ],
];

it.each(REFUSALS)('refuses: %s', (code, move) => {
  expect(move).toThrow(new NotAllowed(code));
});

describe('the steps of a complaint', () => {
  const told = (file: CaseFile, on: string): string[] =>
    complaintSteps(file, nationalCalendar, day(on)).map(
      ({ step, dueOn, standing }) => `${step} ${dueOn ?? '-'} ${standing}`,
    );

  it.each([
    ['nothing was refused', aCase(), '2026-03-05', []],
    ['the last day to complain', refused(), '2026-03-24', ['file 2026-03-24 running']],
    ['the day after it', refused(), '2026-03-25', ['file 2026-03-24 overdue']],
    ['silence counts from its own day', aCase({}, silent), '2026-03-25', ['file 2026-03-25 running']],
    [
      'the letter is awaited',
      refused(lodged()),
      '2026-03-17',
      ['file 2026-03-24 in-time', 'letter - open', 'decision 2026-04-15 running'],
    ],
    [
      'a late complaint and a reply one day late',
      refused(lodged('2026-03-25'), letter('2026-03-30'), replied('2026-04-08', '2026-04-07')),
      '2026-04-09',
      ['file 2026-03-24 late', 'letter - done', 'reply 2026-04-07 late', 'decision 2026-04-24 running'],
    ],
    [
      'bound, and the days to comply have passed',
      refused(lodged(), letter(), replied('2026-03-27'), agencySaid('binding')),
      '2026-04-21',
      [
        'file 2026-03-24 in-time',
        'letter - done',
        'reply 2026-03-27 in-time',
        'decision 2026-04-15 in-time',
        'comply 2026-04-20 overdue',
        'court 2026-05-13 running',
      ],
    ],
    [
      'decided without a reply',
      refused(lodged(), letter(), agencySaid('refusing')),
      '2026-04-14',
      ['file 2026-03-24 in-time', 'letter - done', 'decision 2026-04-15 in-time', 'court 2026-05-13 running'],
    ],
    [
      'an old register tells an outcome and no day',
      refused({ type: 'complained', occurredOn: day('2026-03-16'), outcome: 'binding' }),
      '2026-05-04',
      ['file 2026-03-24 in-time', 'decision - done'],
    ],
  ])('%s', (_why, file, on, steps) => {
    expect(told(file, on)).toEqual(steps);
  });

  it('judges a reply by the day that stood then, not by a calendar of later', () => {
    const file = refused(lodged(), letter(), replied('2026-03-28', '2026-03-30'));
    expect(told(file, '2026-04-01')).toContain('reply 2026-03-30 in-time');
  });

  it('lets a refusal after silence be complained about anew', () => {
    const file = aCase({}, silent, decided('refused', '2026-04-01'));
    expect(applicantsDayZero(aCase({}, silent))).toBe('2026-03-10');
    expect(applicantsDayZero(file)).toBe('2026-04-01');
    expect(applicantsDayZero(apply(file, lodged()))).toBe('2026-03-10');
  });
});

describe('what was believed at a moment', () => {
  const at = (moment: string): Date => new Date(moment);
  const history = [
    { event: aRegistration(), recordedAt: at('2026-03-02T09:00:00Z') },
    { event: decided('refused'), recordedAt: at('2026-03-11T09:00:00Z') },
    { event: lodged('2026-03-10'), recordedAt: at('2026-03-20T09:00:00Z') },
  ];

  it.each([
    ['2026-03-01T12:00:00Z', null],
    ['2026-03-10T22:59:59Z', 'registered'],
    ['2026-03-11T09:00:00Z', 'closed'],
    ['2026-03-20T09:00:00Z', 'at-agency'],
  ])('%s: %s', (moment, status) => {
    const believed = believedAt(history, at(moment));
    expect(believed && statusOf(believed.file)).toBe(status);
    if (believed) expect([...believed.told, ...believed.since]).toEqual(history);
  });

  it('knows when it was judged', () => {
    expect(believedAt(history, at('2026-03-10T12:00:00Z'))?.judgedAt).toBeNull();
    expect(believedAt(history, at('2026-04-10T12:00:00Z'))?.judgedAt).toEqual(at('2026-03-11T09:00:00Z'));
  });
});

function aRegistration(): CaseEvent {
  const on = day('2026-03-02');
  return {
    type: 'registered',
    occurredOn: on,
    kind: 'access-request',
    urgent: false,
    channel: 'web',
    reference: 'KK-2026-00001',
    submissionId: 's',
    receivedOn: on,
    receivedAt: '2026-03-02T09:00:00.000Z',
    registeredOn: on,
  };
}
