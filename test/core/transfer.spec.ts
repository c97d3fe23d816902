import {
  acceptForward,
  answerByOf,
  apply,
  type CaseEvent,
  type CaseFile,
  lapseForward,
  NotAllowed,
  offerForward,
  refuseForward,
  statusOf,
  withdrawForward,
} from '../../src/core/casefile';
import { type LocalDate, localDate, nationalCalendar } from '../../src/core/law';
import { aCase, clockNow } from '../make/case-files';

const day = (text: string): LocalDate => localDate(text);

/** Received on Monday 2 March 2026, due on Monday 9 March; offered on Tuesday, to be accepted by Friday. */
const OFFER: CaseEvent = {
  type: 'forward-offered',
  occurredOn: day('2026-03-03'),
  transferId: 'first',
  toInstitutionId: 'there',
  answerBy: day('2026-03-06'),
};
const DECIDED: CaseEvent = {
  type: 'decided',
  occurredOn: day('2026-03-04'),
  outcome: 'granted',
  answerForm: null,
  grounds: [],
  letterId: null,
};
const REFUSED: CaseEvent = { type: 'forward-refused', occurredOn: day('2026-03-04'), transferId: 'first' };
const LAPSED: CaseEvent = {
  type: 'forward-lapsed',
  occurredOn: day('2026-03-07'),
  transferId: 'first',
  reason: 'unanswered',
};
const ACCEPTED: CaseEvent = { type: 'forward-accepted', occurredOn: day('2026-03-05'), transferId: 'first' };

const offered = aCase({}, OFFER);
const anew = { transferId: 'second', toInstitutionId: null, answerBy: day('2026-03-09') };

describe('the last day for accepting', () => {
  it.each([
    ['three working days', 'access-request', '2026-03-02', '2026-03-03', 3, '2026-03-06'],
    ['neither the weekend nor Easter Monday counts', 'petition', '2026-04-01', '2026-04-02', 3, '2026-04-08'],
    ['nor does Constitution Day', 'petition', '2026-04-01', '2026-04-07', 3, '2026-04-14'],
    [
      'ten, where the municipality wants ten and has the time',
      'petition',
      '2026-03-02',
      '2026-03-02',
      10,
      '2026-03-16',
    ],
    [
      'never the due day: one working day is left to the sender',
      'access-request',
      '2026-03-02',
      '2026-03-04',
      3,
      '2026-03-06',
    ],
    ['nobody must answer on a day of rest', 'access-request', '2026-03-02', '2026-03-03', 5, '2026-03-06'],
    [
      'the next working day at least, also on the last day',
      'access-request',
      '2026-03-02',
      '2026-03-09',
      3,
      '2026-03-10',
    ],
    ['and when the deadline has passed long ago', 'access-request', '2026-03-02', '2026-03-20', 3, '2026-03-23'],
  ] as const)('%s', (_, kind, received, today, working, expected) => {
    const receivedOn = day(received);
    const file = aCase({ receivedOn, registeredOn: receivedOn, kind });
    expect(answerByOf(day(today), working, clockNow(file), nationalCalendar)).toBe(expected);
  });
});

describe('an offer', () => {
  it.each<[string, CaseFile, string]>([
    ['of a request that nobody took', aCase(), 'offered'],
    ['again, after it was declined', aCase({}, OFFER, REFUSED), 'offered'],
    ['again, after nobody answered', aCase({}, OFFER, LAPSED), 'offered'],
    ['while another one stands', offered, 'forward.already-offered'],
    ['of a decided request', aCase({}, DECIDED), 'case.closed'],
  ])('%s', (_, file, expected) => {
    expect(outcome(file, () => offerForward(file, anew, day('2026-03-06')))).toBe(expected);
  });

  it('leaves the deadline where it is, until it is accepted', () => {
    expect(clockNow(offered)).toMatchObject({ state: 'running', dueOn: '2026-03-09' });
  });
});

describe('the answer', () => {
  const on = '2026-03-05';
  const today = '2026-03-05';
  it.each<[string, CaseFile, string, string, string]>([
    ['on the day of the offer', offered, '2026-03-03', today, 'accepted'],
    ['on its last day', offered, '2026-03-06', '2026-03-06', 'accepted'],
    ['on its last day, written down later', offered, '2026-03-06', '2026-03-09', 'accepted'],
    ['a day after its last day', offered, '2026-03-07', '2026-03-07', 'forward.too-late'],
    ['before the offer', offered, '2026-03-02', today, 'forward.before-offer'],
    ['tomorrow', offered, '2026-03-06', today, 'forward.future'],
    ['to nothing', aCase(), on, today, 'forward.not-offered'],
    ['after it was declined', aCase({}, OFFER, REFUSED), on, today, 'forward.not-offered'],
    ['after it fell back', aCase({}, OFFER, LAPSED), '2026-03-06', '2026-03-08', 'forward.not-offered'],
    ['a second time', aCase({}, OFFER, ACCEPTED), on, today, 'forward.not-offered'],
    ['to a request that was decided meanwhile', aCase({}, OFFER, DECIDED), on, today, 'case.closed'],
  ])('accepts %s', (_, file, when, now, expected) => {
    expect(outcome(file, () => acceptForward(file, day(when), day(now)))).toBe(expected);
  });

  it.each<[string, CaseFile, string, string, string]>([
    ['on the day of the offer', offered, '2026-03-03', today, 'refused'],
    ['before the offer', offered, '2026-03-02', today, 'forward.before-offer'],
    ['tomorrow', offered, '2026-03-06', today, 'forward.future'],
    ['to nothing', aCase(), on, today, 'forward.not-offered'],
    ['to a request that was decided meanwhile', aCase({}, OFFER, DECIDED), on, today, 'case.closed'],
  ])('declines %s', (_, file, when, now, expected) => {
    expect(outcome(file, () => refuseForward(file, day(when), day(now)))).toBe(expected);
  });

  it.each<[string, CaseFile, string]>([
    ['while it stands', offered, 'lapsed'],
    ['when there is none', aCase(), 'forward.not-offered'],
    ['after it was accepted', aCase({}, OFFER, ACCEPTED), 'forward.not-offered'],
  ])('is not waited for: taken back %s', (_, file, expected) => {
    expect(outcome(file, () => withdrawForward(file, day(today)))).toBe(expected);
  });
});

describe('nobody answers', () => {
  it.each<[string, CaseFile, string, string | null]>([
    ['on the last day it still stands', offered, '2026-03-06', null],
    ['on the day after it has fallen back', offered, '2026-03-07', '2026-03-07'],
    ['and weeks later that is still the day', offered, '2026-04-20', '2026-03-07'],
    ['a declined one does not', aCase({}, OFFER, REFUSED), '2026-03-07', null],
    ['nor one that fell back before', aCase({}, OFFER, LAPSED), '2026-03-09', null],
    ['nor one of a request that was decided', aCase({}, OFFER, DECIDED), '2026-03-09', null],
    ['nor a request that was never offered', aCase(), '2026-03-09', null],
  ])('%s', (_, file, today, expected) => {
    expect(lapseForward(file, day(today))?.occurredOn ?? null).toBe(expected);
  });

  it('and the request is where it was before the offer', () => {
    expect([statusOf(offered), statusOf(aCase({}, OFFER, LAPSED))]).toEqual(['offered', 'registered']);
  });
});

/** What became of the offer, or the code of the refusal. */
function outcome(file: CaseFile, move: () => CaseEvent): string {
  try {
    return apply(file, move()).transfer?.state ?? 'none';
  } catch (error) {
    if (error instanceof NotAllowed) return error.code;
    throw error;
  }
}
