import { nextRungAt, rungsDue, rungsToSpeak, stillDue } from '../../src/core/alarms';
import { type CaseEvent, type ClockBasis, clocksOf } from '../../src/core/casefile';
import { localDate, startOfLocalDay } from '../../src/core/law';
import { aCase, assigned, clocksNow, NATIONAL } from '../make/case-files';

/** The first moment of a day. */
const dawn = (day: string): Date => startOfLocalDay(localDate(day));
const due = (file: ReturnType<typeof aCase>, day: string): string[] =>
  rungsDue(file, clocksNow(file), dawn(day)).map(({ rung }) => rung.key);

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
    ['2026-03-08', ['reminder-3', 'reminder-1', 'escalation-1']],
    ['2026-03-09', ['reminder-3', 'reminder-1', 'escalation-1', 'reminder-0']],
    ['2026-03-10', ['reminder-3', 'reminder-1', 'escalation-1', 'reminder-0', 'escalation-overdue', 'silence']],
  ])('on %s these rungs have fallen due: %j', (day, rungs) => {
    expect(due(taken, day)).toEqual(rungs);
  });

  it.each([
    ['nobody has taken it for a day', aCase(), '2026-03-03', ['unassigned']],
    ['nobody has taken it, but it came today', aCase(), '2026-03-02', []],
    ['it was taken and given back', aCase({}, assigned('ana'), assigned(null)), '2026-03-04', ['unassigned']],
    ['it was extended to 17 March', aCase({}, assigned('ana'), extended), '2026-03-10', []],
    ['it was extended, three days before', aCase({}, assigned('ana'), extended), '2026-03-14', ['reminder-3']],
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
    [null, '2026-03-06'],
    ['2026-03-06', '2026-03-08'],
    ['2026-03-08', '2026-03-09'],
    ['2026-03-09', '2026-03-10'],
    ['2026-03-10', null],
  ])('is looked at after %s next on %s', (after, next) => {
    const at = nextRungAt(taken, clocksNow(taken), after === null ? null : dawn(after));
    expect(at).toEqual(next === null ? null : dawn(next));
  });

  it('speaks from the first minute of a day, not before', () => {
    expect(due(taken, '2026-03-06')).toEqual(['reminder-3']);
    expect(rungsDue(taken, clocksNow(taken), new Date('2026-03-05T22:59:00Z'))).toEqual([]);
  });

  it('has nothing more to say of a rung once the case moved on', () => {
    const now = dawn('2026-03-06');
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
    expect(rungsDue(held, clocksOf(held, basis), dawn('2026-04-20'))).toEqual([]);
    expect(nextRungAt(held, clocksOf(held, basis), null)).toBeNull();
    expect(stillDue('reminder-3', 'access.decision:2026-03-09', held, clocksOf(held, basis), dawn('2026-03-06'))).toBe(
      false,
    );
  });

  it('still asks who has it', () => {
    const nobodys = aCase({}, asked);
    expect(rungsDue(nobodys, clocksOf(nobodys, basis), dawn('2026-03-06')).map(({ rung }) => rung.key)).toEqual([
      'unassigned',
    ]);
  });

  it('follows the new due day after the answer: Monday 16 March', () => {
    const clocks = clocksOf(answered, basis);
    expect(clocks.clock).toMatchObject({ state: 'running', dueOn: '2026-03-16' });
    expect(rungsDue(answered, clocks, dawn('2026-03-12'))).toEqual([]);
    expect(rungsDue(answered, clocks, dawn('2026-03-13')).map(({ rung }) => rung.key)).toEqual(['reminder-3']);
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
    expect(due(file, '2026-03-20')).toEqual(['reminder-3']);
    expect(due(file, '2026-03-24')).toEqual([
      'reminder-3',
      'reminder-1',
      'escalation-1',
      'reminder-0',
      'escalation-overdue',
    ]);
    expect(rungsDue(file, clocksNow(file), dawn('2026-03-20'))[0]?.version).toBe('complaint.reply:2026-03-23');
  });
});
