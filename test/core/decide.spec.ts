import {
  type CaseEvent,
  type CaseFile,
  decide,
  type DecisionDraft,
  NotAllowed,
  type Outcome,
  OUTCOMES,
  outcomesFor,
} from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { aCase } from '../make/case-files';

/** Filed on Monday 2026-03-30: the seven days end on 2026-04-07. */
const caseFile = (facts: Parameters<typeof aCase>[0] = {}, ...then: CaseEvent[]): CaseFile =>
  aCase({ receivedOn: localDate('2026-03-30'), ...facts }, ...then);

const today = localDate('2026-04-01');
const privacy = {
  ground: 'privacy' as const,
  harmTest: 'Emrat zbulohen.',
  publicInterestTest: 'Shuma shihet edhe pa emra.',
};

const draft = (outcome: Outcome, more: Partial<DecisionDraft> = {}): DecisionDraft => ({
  outcome,
  answerForm: null,
  grounds: [],
  location: '',
  destination: '',
  decidedOn: today,
  ...more,
});

function codeOf(file: CaseFile, one: DecisionDraft): string {
  try {
    return decide(file, one, 'letter', today).outcome;
  } catch (error) {
    if (error instanceof NotAllowed) return error.code;
    throw error;
  }
}

const access = caseFile();
const petition = caseFile({ kind: 'petition' });
const considered = caseFile({ kind: 'petition' }, { type: 'considered', occurredOn: localDate('2026-03-31') });
const closed = caseFile({}, { ...decide(access, draft('granted'), 'letter', today) });

it.each<[string, CaseFile, DecisionDraft, string]>([
  ['access granted', access, draft('granted'), 'granted'],
  ['a refusal with ground and both tests', access, draft('refused', { grounds: [privacy] }), 'refused'],
  ['partial access with ground and both tests', access, draft('partial', { grounds: [privacy] }), 'partial'],
  ['a refusal without a ground', access, draft('refused'), 'decide.grounds-missing'],
  ['partial access without a ground', access, draft('partial'), 'decide.grounds-missing'],
  [
    'a refusal without a harm test',
    access,
    draft('refused', { grounds: [{ ...privacy, harmTest: ' \n' }] }),
    'decide.tests-missing',
  ],
  [
    'a refusal without a public-interest test',
    access,
    draft('refused', { grounds: [privacy, { ...privacy, publicInterestTest: '' }] }),
    'decide.tests-missing',
  ],
  ['already public without a place', access, draft('already-public'), 'decide.location-missing'],
  [
    'already public with a place',
    access,
    draft('already-public', { location: 'https://kk.example/vendimet' }),
    'already-public',
  ],
  ['redirected to nobody', access, draft('redirected', { destination: ' ' }), 'decide.destination-missing'],
  ['forwarded to somebody', access, draft('forwarded', { destination: 'Ministria' }), 'forwarded'],
  ['withdrawn', access, draft('withdrawn'), 'withdrawn'],
  ['unanswered, which only old registers say', access, draft('unanswered'), 'decide.outcome-not-offered'],
  ['decided yesterday', access, draft('granted', { decidedOn: localDate('2026-03-31') }), 'granted'],
  ['decided tomorrow', access, draft('granted', { decidedOn: localDate('2026-04-02') }), 'decide.future'],
  ['decided before it came', access, draft('granted', { decidedOn: localDate('2026-03-29') }), 'decide.before-receipt'],
  ['decided twice', closed, draft('refused', { grounds: [privacy] }), 'case.closed'],
  ['a petition before its consideration', petition, draft('granted'), 'decide.before-consideration'],
  [
    'a petition decided before the day of consideration',
    considered,
    draft('granted', { decidedOn: localDate('2026-03-30') }),
    'decide.before-consideration',
  ],
  ['a petition withdrawn before its consideration', petition, draft('withdrawn'), 'withdrawn'],
  [
    'a petition forwarded before its consideration',
    petition,
    draft('forwarded', { destination: 'Ministria' }),
    'forwarded',
  ],
  ['a petition after its consideration', considered, draft('refused'), 'refused'],
  [
    'a petition redirected, which is for documents',
    considered,
    draft('redirected', { destination: 'x' }),
    'decide.outcome-not-offered',
  ],
  [
    'a petition already public, which is for documents',
    considered,
    draft('already-public', { location: 'x' }),
    'decide.outcome-not-offered',
  ],
])('%s', (_, file, one, expected) => {
  expect(codeOf(file, one)).toBe(expected);
});

it('records grounds only where they count', () => {
  expect(decide(access, draft('refused', { grounds: [privacy] }), 'l', today).grounds).toEqual(['privacy']);
  expect(decide(access, draft('granted', { grounds: [privacy] }), 'l', today).grounds).toEqual([]);
});

it('offers every outcome of a request for access but "unanswered"', () => {
  expect(outcomesFor('access-request')).toEqual(OUTCOMES.filter((one) => one !== 'unanswered'));
});
