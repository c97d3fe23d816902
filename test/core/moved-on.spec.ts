import { type CaseNow, hasMovedOn } from '../../src/core/alarms';
import { localDate } from '../../src/core/law';

const DUE = localDate('2026-03-09');
const now = (more: Partial<CaseNow> = {}): CaseNow => ({
  isOpen: true,
  closedOn: null,
  assigneeId: 'ana',
  dueOn: DUE,
  decisionDueOn: DUE,
  complaintStage: null,
  ...more,
});
const REMINDER = { rung: 'reminder-1', own: true, assigneeId: 'ana', dueOn: DUE };

describe('an alarm that leaves late', () => {
  it.each([
    ['nothing happened', REMINDER, {}, false],
    ['it was decided', REMINDER, { isOpen: false, closedOn: DUE }, true],
    ['it has another due day', REMINDER, { dueOn: '2026-03-16', decisionDueOn: '2026-03-16' }, true],
    ['its clock stands still', REMINDER, { dueOn: '9999-12-31', decisionDueOn: '9999-12-31' }, true],
    ['somebody else has it', REMINDER, { assigneeId: 'ben' }, true],
    ['nobody has it any more', REMINDER, { assigneeId: null }, true],
    ['a reminder of a case of nobody was given', { ...REMINDER, own: false, assigneeId: null }, {}, true],
    ['an escalation of a case of nobody was given', { rung: 'escalation-1', assigneeId: null, dueOn: DUE }, {}, false],
    ['somebody took it', { rung: 'unassigned', dueOn: DUE }, {}, true],
    ['somebody took an urgent one', { rung: 'urgent-unassigned-2h', dueOn: DUE }, {}, true],
    ['nobody took it', { rung: 'unassigned', dueOn: DUE }, { assigneeId: null }, false],
  ] as const)('when %s', (_, facts, more, over) => {
    expect(hasMovedOn(facts, now(more as Partial<CaseNow>))).toBe(over);
  });

  it('of what is owed of a complaint hangs on the complaint, and not on the day of the decision', () => {
    const reply = { rung: 'escalation-1', owed: 'reply', dueOn: '2026-03-17' };
    // Undecided and overdue: the earlier due day is that of the decision.
    expect(hasMovedOn(reply, now({ complaintStage: 'reply' }))).toBe(false);
    expect(hasMovedOn(reply, now({ complaintStage: 'agency' }))).toBe(true);
    expect(hasMovedOn({ ...reply, owed: 'compliance' }, now({ complaintStage: 'comply', closedOn: DUE }))).toBe(false);
    expect(hasMovedOn({ ...reply, owed: 'compliance' }, now({ complaintStage: 'done', isOpen: false }))).toBe(true);
  });
});
