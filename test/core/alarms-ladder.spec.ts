import { momentOf, nextRungAt, rungsDue, rungsToSpeak, stillDue } from '../../src/core/alarms';
import { type CaseEvent, type ClockBasis } from '../../src/core/casefile';
import { localDate, startOfLocalDay } from '../../src/core/law';
import { aCase, assigned, clocksNow, NATIONAL } from '../make/case-files';

/** The first moment of a day. */
const dawn = (day: string): Date => startOfLocalDay(localDate(day));
/** When the digests are out and the offices are open, if they open at all. */
const nine = (day: string): Date => momentOf(localDate(day), '09:00');
const due = (file: ReturnType<typeof aCase>, day: string): string[] =>
  rungsDue(file, clocksNow(file), nine(day)).map(({ rung }) => rung.key);

const extended: CaseEvent = {
  type: 'extended',
  occurredOn: localDate('2026-03-05'),
  ground: 'several-documents',
  letterId: null,
};
const decided: CaseEvent = {
  type: 'decided',
  occurredOn: localDate('2026-03-05'),
  outcome: 'granted',
  answerForm: 'electronic',
  grounds: [],
  letterId: null,
};
const silent: CaseEvent = {
  type: 'silence-fell',
  occurredOn: localDate('2026-03-10'),
  dueOn: localDate('2026-03-09'),
};

describe('the ladder of a request that arrived on Monday 2 March 2026 and is due on Monday 9 March', () => {
  const taken = aCase({}, assigned('ana'));

  it.each([
    ['2026-03-02', []],
    ['2026-03-05', []],
    ['2026-03-06', ['reminder-3']],
    ['2026-03-07', ['reminder-3']],
    // A Sunday: what would fall due waits for Monday, which is the last day.
    ['2026-03-08', ['reminder-3']],
    ['2026-03-09', ['reminder-3', 'reminder-1', 'escalation-1', 'reminder-0']],
    ['2026-03-10', ['reminder-3', 'reminder-1', 'escalation-1', 'reminder-0', 'escalation-overdue', 'silence']],
  ])('at nine on %s these rungs may speak: %j', (day, rungs) => {
    expect(due(taken, day)).toEqual(rungs);
  });

  it.each([
    ['nobody has taken it for a day', aCase(), '2026-03-03', ['unassigned']],
    ['nobody has taken it, but it came today', aCase(), '2026-03-02', []],
    ['it was taken and given back', aCase({}, assigned('ana'), assigned(null)), '2026-03-04', ['unassigned']],
    ['it was extended to 17 March', aCase({}, assigned('ana'), extended), '2026-03-10', []],
    ['it was extended, three days before, a Saturday', aCase({}, assigned('ana'), extended), '2026-03-14', []],
    [
      'it was extended, the Monday after',
      aCase({}, assigned('ana'), extended),
      '2026-03-16',
      ['reminder-3', 'reminder-1', 'escalation-1'],
    ],
    ['it was decided', aCase({}, assigned('ana'), decided), '2026-03-20', []],
    [
      'silence was recorded already',
      aCase({}, assigned('ana'), silent),
      '2026-03-11',
      ['reminder-3', 'reminder-1', 'escalation-1', 'reminder-0', 'escalation-overdue'],
    ],
    [
      'it is a petition, for which no silence is known',
      aCase({ kind: 'petition' }, assigned('ana')),
      '2026-05-05',
      ['reminder-3', 'reminder-1', 'escalation-1', 'reminder-0', 'escalation-overdue'],
    ],
    [
      'it is due in a year without a calendar',
      aCase({ receivedOn: localDate('2027-12-28') }, assigned('ana')),
      '2028-02-01',
      [],
    ],
    [
      'it is due in a year without a calendar, and nobody has it',
      aCase({ receivedOn: localDate('2027-12-28') }),
      '2027-12-30',
      ['unassigned'],
    ],
  ])('when %s', (_why, file, day, rungs) => {
    expect(due(file, day)).toEqual(rungs);
  });

  it('speaks, after days off, only with the highest rung of each track', () => {
    const { speak, superseded } = rungsToSpeak(rungsDue(taken, clocksNow(taken), dawn('2026-03-10')));
    expect(speak.map(({ rung }) => rung.key)).toEqual(['reminder-0', 'escalation-overdue', 'silence']);
    expect(superseded.map(({ rung }) => rung.key)).toEqual(['reminder-3', 'reminder-1', 'escalation-1']);
  });

  it.each([
    ['ever', null, '2026-03-06T06:30:00.000Z'],
    ['Friday’s digest', '2026-03-06T06:30:00Z', '2026-03-08T23:00:00.000Z'],
    ['the last day began', '2026-03-08T23:00:00Z', '2026-03-09T06:30:00.000Z'],
    ['Monday’s digest', '2026-03-09T06:30:00Z', '2026-03-09T07:00:00.000Z'],
    ['the offices opened', '2026-03-09T07:00:00Z', '2026-03-09T23:00:00.000Z'],
    ['the deadline passed', '2026-03-09T23:00:00Z', null],
  ])('has a rung next after %s', (_what, after, next) => {
    const at = nextRungAt(taken, clocksNow(taken), after === null ? null : new Date(after));
    expect(at?.toISOString() ?? null).toBe(next);
  });

  it('speaks of the last day from its first minute, and of a day before with its digest', () => {
    const keys = (at: string): string[] => rungsDue(taken, clocksNow(taken), new Date(at)).map(({ rung }) => rung.key);
    expect(keys('2026-03-06T06:29:59Z')).toEqual([]);
    expect(keys('2026-03-06T06:30:00Z')).toEqual(['reminder-3']);
    expect(keys('2026-03-08T22:59:59Z')).toEqual(['reminder-3']);
    expect(keys('2026-03-08T23:00:00Z')).toEqual(['reminder-3', 'reminder-0']);
  });

  it('has nothing more to say of a rung once the case moved on', () => {
    const now = nine('2026-03-06');
    const first = 'access.decision:2026-03-09';
    expect(stillDue('reminder-3', first, taken, clocksNow(taken), now)).toBe(true);
    const later = aCase({}, assigned('ana'), extended);
    expect(stillDue('reminder-3', first, later, clocksNow(later), now)).toBe(false);
    const over = aCase({}, assigned('ana'), decided);
    expect(stillDue('reminder-3', first, over, clocksNow(over), now)).toBe(false);
  });
});

describe('the ladder of a request whose clock the question to the applicant holds', () => {
  const basis: ClockBasis = { ...NATIONAL, settings: { ...NATIONAL.settings, clarification: 'pauses' } };
  const asked: CaseEvent = { type: 'clarification-asked', occurredOn: localDate('2026-03-05'), letterId: 'q' };
  const held = aCase({}, assigned('ana'), asked);
  const answered = aCase({}, assigned('ana'), asked, {
    type: 'clarification-answered',
    occurredOn: localDate('2026-03-12'),
    letterId: 'a',
  });

  it('has no rungs while it stands still', () => {
    expect(rungsDue(held, clocksNow(held, basis), nine('2026-04-20'))).toEqual([]);
    expect(nextRungAt(held, clocksNow(held, basis), null)).toBeNull();
    expect(stillDue('reminder-3', 'access.decision:2026-03-09', held, clocksNow(held, basis), nine('2026-03-06'))).toBe(
      false,
    );
  });

  it('still asks who has it', () => {
    const nobodys = aCase({}, asked);
    expect(rungsDue(nobodys, clocksNow(nobodys, basis), nine('2026-03-06')).map(({ rung }) => rung.key)).toEqual([
      'unassigned',
    ]);
  });

  it('follows the new due day after the answer: Monday 16 March', () => {
    const clocks = clocksNow(answered, basis);
    expect(clocks.clock).toMatchObject({ state: 'running', dueOn: '2026-03-16' });
    expect(rungsDue(answered, clocks, nine('2026-03-12'))).toEqual([]);
    expect(rungsDue(answered, clocks, nine('2026-03-13')).map(({ rung }) => rung.key)).toEqual(['reminder-3']);
  });
});

describe('the ladder of a complaint', () => {
  const refused: CaseEvent = { ...decided, outcome: 'refused', grounds: ['privacy'] };
  const lodged = [
    refused,
    { type: 'complaint-lodged', occurredOn: localDate('2026-03-10'), complaintId: 'c' },
    { type: 'complaint-notified', occurredOn: localDate('2026-03-16'), complaintId: 'c' },
  ] as CaseEvent[];
  const file = aCase({}, assigned('ana'), ...lodged);

  it('reminds of the reply to the Agency before Monday 23 March, and tells no silence', () => {
    expect(due(file, '2026-03-19')).toEqual([]);
    // Friday is Eid, and then comes the weekend: the reminder of three days before waits for the last day.
    expect(due(file, '2026-03-20')).toEqual([]);
    expect(due(file, '2026-03-23')).toEqual(['reminder-3', 'reminder-1', 'escalation-1', 'reminder-0']);
    expect(due(file, '2026-03-24')).toEqual([
      'reminder-3',
      'reminder-1',
      'escalation-1',
      'reminder-0',
      'escalation-overdue',
    ]);
    expect(rungsDue(file, clocksNow(file), nine('2026-03-23'))[0]?.version).toBe('complaint.reply:2026-03-23');
  });
});
