import {
  answerClarification,
  apply,
  askClarification,
  assign,
  awaitsClarification,
  type CaseEvent,
  type CaseFile,
  consider,
  extend,
  fallSilent,
  isOverdue,
  NotAllowed,
  replay,
  statusOf,
} from '../../src/core/casefile';
import { type LocalDate, localDate, startOfLocalDay } from '../../src/core/law';
import { aCase, clockNow } from '../make/case-files';

/** Filed on Monday 2026-03-30: the seven days end on 2026-04-07. */
const caseFile = (facts: Parameters<typeof aCase>[0] = {}, ...then: CaseEvent[]): CaseFile =>
  aCase({ receivedOn: localDate('2026-03-30'), ...facts }, ...then);

const day = localDate;
const today = day('2026-04-01');
const decided: CaseEvent = {
  type: 'decided',
  occurredOn: today,
  outcome: 'granted',
  answerForm: 'electronic',
  grounds: [],
  letterId: 'letter',
};
const asked: CaseEvent = { type: 'clarification-asked', occurredOn: today, letterId: 'q' };
const extended: CaseEvent = { type: 'extended', occurredOn: today, ground: 'several-documents', letterId: 'e' };

/** The code of the refusal, or what happened. */
function outcomeOf(move: () => { type: string } | null): string {
  try {
    return move()?.type ?? 'nothing';
  } catch (error) {
    if (error instanceof NotAllowed) return error.code;
    throw error;
  }
}

const extendOn = (file: CaseFile, on: LocalDate): string =>
  outcomeOf(() => extend(file, clockNow(file), 'several-documents', 'l', on));

describe('assigning', () => {
  const to = { assigneeId: 'a', directorateId: 'd' };
  it.each([
    ['an open case', caseFile(), to, 'assigned'],
    [
      'to nobody again',
      caseFile({}, { type: 'assigned', occurredOn: today, ...to }),
      { assigneeId: null, directorateId: null },
      'assigned',
    ],
    ['to the same', caseFile({}, { type: 'assigned', occurredOn: today, ...to }), to, 'assign.same'],
    ['a closed case', caseFile({}, decided), to, 'case.closed'],
  ])('%s', (_, file, whom, expected) => {
    expect(outcomeOf(() => assign(file, whom, today))).toBe(expected);
  });

  it('brings the case in progress', () => {
    const file = caseFile();
    expect(statusOf(file)).toBe('registered');
    expect(statusOf(apply(file, assign(file, to, today)))).toBe('in-progress');
  });
});

describe('clarification', () => {
  it.each([
    ['asked', caseFile(), 'clarification-asked', 'clarification.not-pending'],
    ['asked twice', caseFile({}, asked), 'clarification.pending', 'clarification-answered'],
    ['of a closed case', caseFile({}, decided), 'case.closed', 'case.closed'],
  ])('%s', (_, file, asking, answering) => {
    expect(outcomeOf(() => askClarification(file, 'l', today))).toBe(asking);
    expect(outcomeOf(() => answerClarification(file, 'l', today))).toBe(answering);
  });

  it('waits until it is answered, and the deadline runs on', () => {
    const file = caseFile({}, asked);
    expect(statusOf(file)).toBe('awaiting-clarification');
    expect(clockNow(file)).toMatchObject({ dueOn: '2026-04-07' });
    expect(awaitsClarification(apply(file, answerClarification(file, 'l', today)))).toBe(false);
  });
});

describe('extending', () => {
  const petition = caseFile({ kind: 'petition' });
  it.each([
    ['before the deadline', caseFile(), '2026-04-01', 'extended'],
    ['on the last day', caseFile(), '2026-04-07', 'extended'],
    ['the day after', caseFile(), '2026-04-08', 'extension.too-late'],
    ['a second time', caseFile({}, extended), '2026-04-02', 'extension.already-used'],
    ['a case with 48 hours', caseFile({ urgent: true }), '2026-03-30', 'extension.urgent'],
    ['a petition', petition, '2026-04-01', 'extension.not-this-kind'],
    ['a closed case', caseFile({}, decided), '2026-04-02', 'case.closed'],
    ['under the law of 2010', caseFile({ receivedOn: day('2012-03-05') }), '2012-03-06', 'extended'],
  ])('%s', (_, file, on, expected) => {
    expect(extendOn(file, day(on))).toBe(expected);
  });

  it('makes it 15 days in total and keeps the first deadline', () => {
    expect(clockNow(caseFile({}, extended))).toMatchObject({ firstDueOn: '2026-04-07', dueOn: '2026-04-14' });
  });
});

describe('the day of consideration', () => {
  const petition = caseFile({ kind: 'petition' });
  it.each([
    ['today', petition, '2026-04-01', 'considered'],
    ['in the past', petition, '2026-03-31', 'considered'],
    ['before the receipt', petition, '2026-03-29', 'consider.before-receipt'],
    ['in the future', petition, '2026-04-02', 'consider.future'],
    [
      'twice',
      caseFile({ kind: 'petition' }, { type: 'considered', occurredOn: today }),
      '2026-04-01',
      'consider.already',
    ],
    ['of a request for access', caseFile(), '2026-04-01', 'consider.not-this-kind'],
  ])('%s', (_, file, on, expected) => {
    expect(outcomeOf(() => consider(file, day(on), today))).toBe(expected);
  });

  it('starts the 15 days of the notice', () => {
    const file = apply(petition, consider(petition, day('2026-03-31'), today));
    expect(statusOf(file)).toBe('considered');
    expect(clockNow(file)).toMatchObject({ procedure: 'petition.notice', dueOn: '2026-04-15' });
  });
});

describe('silence', () => {
  const fallOn = (file: CaseFile, on: LocalDate): string =>
    outcomeOf(() => fallSilent(file, clockNow(file), startOfLocalDay(on)));
  it.each([
    ['not on the last day', caseFile(), '2026-04-07', 'nothing'],
    ['the day after', caseFile(), '2026-04-08', 'silence-fell'],
    ['not after an extension', caseFile({}, extended), '2026-04-08', 'nothing'],
    ['not of a decided case', caseFile({}, decided), '2026-05-08', 'nothing'],
    ['not of a petition: no such rule is known', caseFile({ kind: 'petition' }), '2026-12-01', 'nothing'],
  ])('%s', (_, file, on, expected) => {
    expect(fallOn(file, day(on))).toBe(expected);
  });

  it('falls once, and is dated the day after the due day whenever it is noticed', () => {
    const file = caseFile();
    const event = fallSilent(file, clockNow(file), startOfLocalDay(day('2026-04-20')));
    expect(event).toEqual({ type: 'silence-fell', occurredOn: '2026-04-08', dueOn: '2026-04-07' });
    expect(fallSilent(apply(file, event!), clockNow(file), startOfLocalDay(day('2026-04-21')))).toBeNull();
  });

  it.each([
    ['2026-03-30T07:00:00.000Z', '2026-04-01T07:00:00.000Z', null],
    ['2026-03-30T07:00:00.000Z', '2026-04-01T07:01:00.000Z', '2026-04-01'],
    ['2026-03-30T21:59:00.000Z', '2026-04-01T21:59:30.000Z', '2026-04-02'],
    ['2026-03-30T21:58:00.000Z', '2026-04-05T08:00:00.000Z', '2026-04-01'],
  ])('of 48 hours from %s falls, looked at %s, on the local day of the minute after: %s', (receivedAt, now, on) => {
    const file = caseFile({ urgent: true, receivedAt });
    expect(fallSilent(file, clockNow(file), new Date(now))?.occurredOn ?? null).toBe(on);
  });
});

describe('a history', () => {
  it('is the same case whether applied one by one or replayed', () => {
    const registered: CaseEvent = {
      type: 'registered',
      kind: 'petition',
      urgent: false,
      channel: 'post',
      reference: 'KK-2026-00001',
      submissionId: 's',
      occurredOn: today,
      receivedOn: today,
      receivedAt: '2026-04-01T08:00:00.000Z',
      registeredOn: today,
    };
    const events: CaseEvent[] = [registered, asked, { ...asked, type: 'clarification-answered' }, extended, decided];
    expect(replay(events)).toEqual(events.slice(1).reduce(apply, replay([registered])));
    expect(statusOf(replay(events))).toBe('closed');
  });

  it('changes nothing by notes, files, reminders and failed mails', () => {
    const file = caseFile();
    const harmless: CaseEvent[] = [
      { type: 'noted', occurredOn: today, noteId: 'n' },
      { type: 'files-added', occurredOn: today, fileIds: ['f'] },
      { type: 'alarmed', occurredOn: today, rung: 'reminder-3', alarmId: 'a', recipientId: 'o' },
      { type: 'message-failed', occurredOn: today, messageId: 'm', reason: '550' },
    ];
    expect(harmless.reduce(apply, file)).toEqual(file);
  });

  it('begins with a registration', () => {
    expect(() => replay([asked])).toThrow(RangeError);
  });

  it('is overdue from the minute after its hour when it has hours', () => {
    const clock = clockNow(caseFile({ urgent: true }));
    expect(isOverdue(clock, day('2026-04-01'), new Date('2026-04-01T09:00:00Z'))).toBe(false);
    expect(isOverdue(clock, day('2026-04-01'), new Date('2026-04-01T09:01:00Z'))).toBe(true);
  });

  it('waits visibly for a calendar that nobody has', () => {
    expect(clockNow(caseFile({ receivedOn: day('2027-12-29') }))).toEqual({
      state: 'no-calendar',
      lastKnownDay: '2027-12-31',
    });
  });
});

describe('a silence', () => {
  const silent: CaseEvent = { type: 'silence-fell', occurredOn: day('2026-04-08'), dueOn: day('2026-04-07') };
  const recounted = (to: LocalDate | null): CaseEvent => ({
    type: 'recounted',
    occurredOn: day('2026-04-10'),
    why: 'calendar',
    basisId: 'b',
    from: day('2026-04-07'),
    to,
  });
  const corrected = (to: string, silentSince?: LocalDate | null): CaseEvent => ({
    type: 'corrected',
    occurredOn: day('2026-04-10'),
    receivedOn: day('2026-03-27'),
    receivedAt: '2026-03-27T09:00:00.000Z',
    was: { receivedOn: day('2026-03-30'), receivedAt: '2026-03-30T09:00:00.000Z' },
    noteId: 'n',
    from: day('2026-04-07'),
    to: day(to),
    ...(silentSince === undefined ? {} : { silentSince }),
  });

  it.each([
    ['moves with a day that has passed as well', recounted(day('2026-04-08')), '2026-04-09'],
    ['moves to an earlier day, too', recounted(day('2026-04-03')), '2026-04-04'],
    ['holds from today where the day was yesterday', recounted(day('2026-04-09')), '2026-04-10'],
    ['is none on the last day', recounted(day('2026-04-10')), null],
    ['is none without a day', recounted(null), null],
    ['stays with the days of a complaint', { ...recounted(day('2026-05-04')), of: 'complaint' as const }, '2026-04-08'],
    ['moves with a corrected receipt', corrected('2026-04-03'), '2026-04-04'],
    [
      'falls on the day that a correction names: hours may end within it',
      corrected('2026-04-10', day('2026-04-10')),
      '2026-04-10',
    ],
    ['is none where the hours of a correction run on', corrected('2026-04-10', null), null],
  ])('%s', (_why, event, since) => {
    expect(apply(caseFile({}, silent), event).silentSince).toBe(since);
    expect(apply(caseFile(), event).silentSince).toBeNull();
  });

  it.each([
    ['was none where a decision of before is entered late', '2026-04-07', null],
    ['stands beside a decision of its own day', '2026-04-08', '2026-04-08'],
    ['stands beside a late decision', '2026-04-09', '2026-04-08'],
  ])('%s', (_why, on, since) => {
    expect(apply(caseFile({}, silent), { ...decided, occurredOn: day(on) }).silentSince).toBe(since);
  });
});
