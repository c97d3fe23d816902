import { decide, type DecisionDraft, extend, fallSilent, type Kind, type Outcome } from '../../src/core/casefile';
import { type CaseEvent, type CaseFile, DEFAULT_CLOCK_SETTINGS } from '../../src/core/casefile';
import { localDate, nationalCalendar, startOfLocalDay } from '../../src/core/law';
import {
  clarificationLetter,
  decisionLetter,
  type DecisionFacts,
  extensionLetter,
  LETTER_TEMPLATES,
  remedyAgainst,
  silenceLetter,
  templateOf,
} from '../../src/core/letters';
import { aCase, clockNow } from '../make/case-files';

/** Filed on Monday 2026-03-30: the seven days end on 2026-04-07. */
const caseFile = (facts: Parameters<typeof aCase>[0] = {}, ...then: CaseEvent[]): CaseFile =>
  aCase({ receivedOn: localDate('2026-03-30'), ...facts }, ...then);

const day = localDate;
const privacy = { ground: 'privacy' as const, harmTest: 'h', publicInterestTest: 'p' };
const told = { reasons: '', enclosures: [] };

function letterFor(outcome: Outcome, kind: Kind = 'access-request', on = '2026-03-31'): DecisionFacts {
  const file =
    kind === 'access-request' ? caseFile() : caseFile({ kind }, { type: 'considered', occurredOn: day('2026-03-30') });
  const draft: DecisionDraft = {
    outcome,
    answerForm: null,
    grounds: [privacy],
    location: 'l',
    destination: 'd',
    decidedOn: day(on),
  };
  return decisionLetter(file, decide(file, draft, 'letter', day(on)), draft, told, nationalCalendar);
}

describe('the remedy', () => {
  it.each([
    ['2026-03-31', '2026-04-15', 'fifteen days, all counted'],
    ['2026-03-25', '2026-04-10', 'the fifteenth day is Constitution Day'],
    ['2026-04-23', '2026-05-08', 'a Friday'],
    ['2026-04-24', '2026-05-12', 'the fifteenth day is a holiday on a Saturday, and its Monday is off too'],
  ])('of a refusal on %s ends on %s: %s', (refusedOn, lastDay) => {
    expect(remedyAgainst(day(refusedOn), nationalCalendar)).toMatchObject({ body: 'aip', days: 15, lastDay });
  });

  it('is the Ombudsperson for a refusal under the law of 2010', () => {
    const remedy = remedyAgainst(day('2012-03-05'), nationalCalendar);
    expect(remedy).toMatchObject({ body: 'ombudsperson', days: null, lastDay: null });
    expect(remedy?.law.sq).toContain('03/L-215');
  });

  it('changes on the day of the new law', () => {
    expect(remedyAgainst(day('2019-07-18'), nationalCalendar)?.body).toBe('ombudsperson');
    expect(remedyAgainst(day('2019-07-19'), nationalCalendar)?.body).toBe('aip');
  });

  it('still says 15 days when nobody knows the calendar of the last day', () => {
    expect(remedyAgainst(day('2027-12-28'), nationalCalendar)).toMatchObject({ days: 15, lastDay: null });
  });

  it('is none before there was any law', () => {
    expect(remedyAgainst(day('2009-05-05'), nationalCalendar)).toBeNull();
  });
});

describe('the letter of a decision', () => {
  it.each<[Outcome, Kind, string, boolean]>([
    ['granted', 'access-request', 'granted', false],
    ['partial', 'access-request', 'partial', true],
    ['refused', 'access-request', 'refused', true],
    ['already-public', 'access-request', 'already-public', false],
    ['redirected', 'access-request', 'redirected', false],
    ['forwarded', 'access-request', 'forwarded', false],
    ['withdrawn', 'access-request', 'withdrawn', false],
    ['granted', 'petition', 'petition-notice', false],
    ['partial', 'citizen-request', 'petition-notice', false],
    ['refused', 'citizen-initiative', 'petition-notice', false],
    ['forwarded', 'petition', 'forwarded', false],
    ['withdrawn', 'petition', 'withdrawn', false],
  ])('%s of a %s is "%s"', (outcome, kind, template, hasRemedy) => {
    const facts = letterFor(outcome, kind);
    expect(templateOf(facts)).toBe(template);
    expect(facts.remedy !== null).toBe(hasRemedy);
    expect(facts.grounds.length > 0).toBe(hasRemedy);
  });

  it('says only what belongs to its outcome', () => {
    expect(letterFor('refused')).toMatchObject({ location: '', destination: '' });
    expect(letterFor('already-public')).toMatchObject({ location: 'l', destination: '' });
    expect(letterFor('redirected')).toMatchObject({ location: '', destination: 'd' });
  });

  it('names the law of the day of the request', () => {
    expect(letterFor('granted').law?.en).toContain('06/L-081');
    expect(letterFor('granted', 'petition').law?.en).toContain('03/L-040');
    const old = caseFile({ receivedOn: day('2012-03-05'), urgent: true });
    expect(clarificationLetter(old, clockNow(caseFile()), '?').law?.en).toContain('03/L-215');
  });

  it('is one of the letters that exist, and never that nobody answered', () => {
    expect(LETTER_TEMPLATES).toContain(templateOf(letterFor('granted')));
    expect(() => templateOf({ ...letterFor('granted'), outcome: 'unanswered' })).toThrow(RangeError);
  });
});

it('the letter of an extension states both days', () => {
  const file = caseFile();
  const event = extend(file, clockNow(file), 'several-documents', 'l', day('2026-04-01'));
  expect(extensionLetter(file, event, 'why', nationalCalendar, DEFAULT_CLOCK_SETTINGS)).toMatchObject({
    firstDueOn: '2026-04-07',
    dueOn: '2026-04-14',
    ground: 'several-documents',
    reason: 'why',
  });
});

it('the letter of silence counts the complaint from the day on which silence fell', () => {
  const file = caseFile();
  const event = fallSilent(file, clockNow(file), startOfLocalDay(day('2026-04-08')));
  expect(silenceLetter(file, event!, nationalCalendar)).toMatchObject({
    dueOn: '2026-04-07',
    silentSince: '2026-04-08',
    remedy: { body: 'aip', days: 15, lastDay: '2026-04-23' },
  });
});
