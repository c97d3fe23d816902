import { nextRungOn, rungsDue, rungsToSpeak, stillDue } from '../../src/core/alarms';
import type { CaseEvent } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { aCase, assigned, clocksNow } from '../make/case-files';

const due = (file: ReturnType<typeof aCase>, day: string): string[] =>
  rungsDue(file, clocksNow(file), localDate(day)).map(({ rung }) => rung.key);

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
    [
      'it is urgent: 48 hours are fewer than three days, so the assignee hears of it at once',
      aCase({ urgent: true }, assigned('ana')),
      '2026-03-02',
      ['reminder-3'],
    ],
  ])('when %s', (_why, file, day, rungs) => {
    expect(due(file, day)).toEqual(rungs);
  });

  it('speaks, after days off, only with the highest rung of each track', () => {
    const { speak, superseded } = rungsToSpeak(rungsDue(taken, clocksNow(taken), localDate('2026-03-10')));
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
    expect(nextRungOn(taken, clocksNow(taken), after === null ? null : localDate(after))).toBe(next);
  });

  it('has nothing more to say of a rung once the case moved on', () => {
    const today = localDate('2026-03-06');
    const first = 'access.decision:2026-03-09';
    expect(stillDue('reminder-3', first, taken, clocksNow(taken), today)).toBe(true);
    const later = aCase({}, assigned('ana'), extended);
    expect(stillDue('reminder-3', first, later, clocksNow(later), today)).toBe(false);
    const over = aCase({}, assigned('ana'), decided);
    expect(stillDue('reminder-3', first, over, clocksNow(over), today)).toBe(false);
  });
});
