import { KINDS, OUTCOMES } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import {
  assertBalanced,
  figuresOf,
  fold,
  readDay,
  readPeriod,
  readYear,
  type ReportFact,
  reportJson,
  Unbalanced,
} from '../../src/core/report';
import { fact } from '../support/facts';

const period = { from: localDate('2025-01-01'), to: localDate('2025-12-31'), asOf: localDate('2026-03-30') };
const report = (...facts: Partial<ReportFact>[]) => {
  const folded = fold(facts.map(fact), period);
  assertBalanced(folded);
  return folded;
};

describe('the balance', () => {
  it('is opening + received = closed by outcome + open, for each kind and in all', () => {
    const { balance } = report(
      { received: 'before', n: 3 },
      { received: 'before', atEnd: 'open-past-due', outcome: null, timing: 'silent', n: 2 },
      { n: 10 },
      { atEnd: 'unanswered', outcome: 'unanswered', timing: 'silent', answerForm: null, n: 4 },
      { atEnd: 'open-in-time', outcome: null, timing: 'not-yet', n: 5 },
      { kind: 'petition', atEnd: 'open-no-calendar', outcome: null, consideration: 'no-calendar', notice: 'none' },
    );
    expect(balance['access-request']).toMatchObject({ opening: 5, received: 19 });
    expect(balance['access-request'].closed).toMatchObject({ granted: 13, unanswered: 4, refused: 0 });
    expect(balance['access-request'].open).toEqual({ 'open-in-time': 5, 'open-past-due': 2, 'open-no-calendar': 0 });
    expect(balance.total).toMatchObject({ opening: 5, received: 20 });
  });

  it('has a column for every outcome', () => {
    expect(Object.keys(report().balance.total.closed)).toEqual([...OUTCOMES]);
  });
});

describe('the form', () => {
  it('counts silence as no answer, whether the case was closed for it or is still open', () => {
    const { received } = report(
      { atEnd: 'unanswered', outcome: 'unanswered', timing: 'silent' },
      { atEnd: 'open-past-due', outcome: null, timing: 'silent' },
      { atEnd: 'open-in-time', outcome: null, timing: 'not-yet' },
      { atEnd: 'open-no-calendar', outcome: null, timing: 'no-calendar' },
    ).access;
    expect(received).toMatchObject({ total: 4, unanswered: 2, pending: 2 });
  });

  it('tells on time by the first deadline apart from on time only after an extension', () => {
    const { answers } = report(
      { timing: 'first', n: 6 },
      { timing: 'first', extended: true },
      { timing: 'extended', extended: true, n: 3 },
      { timing: 'late', extended: true, n: 2 },
      { timing: 'no-calendar' },
    ).access;
    expect(answers).toEqual({ total: 13, first: 7, extended: 3, late: 2, noCalendar: 1 });
  });

  it('does not call a withdrawal an answer', () => {
    const { access } = report({ atEnd: 'withdrawn', outcome: 'withdrawn', answerForm: null, urgent: true });
    expect(access.answers.total).toBe(0);
    expect(access.received.otherReasons.withdrawn).toBe(1);
    expect(access.urgent).toMatchObject({ total: 1, withdrawn: 1 });
  });

  it('counts every ground of a refusal, and refusals of old registers that name none', () => {
    const { grounds } = report(
      { atEnd: 'refused', outcome: 'refused', grounds: ['privacy', 'commercial'], n: 2 },
      { atEnd: 'partial', outcome: 'partial', grounds: ['privacy'] },
      { atEnd: 'refused', outcome: 'refused' },
    ).access;
    expect(grounds).toMatchObject({ privacy: 3, commercial: 2, 'not-recorded': 1, crime: 0 });
  });

  it('leaves what was received before the period to the balance', () => {
    expect(report({ received: 'before' }).access.received.total).toBe(0);
  });

  it('holds with no case at all', () => {
    expect(figuresOf(report()).every(({ value }) => value === 0)).toBe(true);
  });
});

it('counts both stages of a petition', () => {
  const { others } = report(
    { kind: 'petition', consideration: 'in-time', notice: 'late', timing: null },
    { kind: 'petition', consideration: 'overdue', notice: 'none', atEnd: 'open-past-due', outcome: null, timing: null },
    { kind: 'citizen-initiative', consideration: 'in-time', notice: 'not-yet', atEnd: 'open-in-time', outcome: null },
  );
  expect(others.petition).toMatchObject({ total: 2, consideration: { 'in-time': 1, overdue: 1 } });
  expect(others.petition.notice).toMatchObject({ late: 1, none: 1 });
  expect(others['citizen-initiative'].notice).toMatchObject({ 'not-yet': 1 });
});

describe('the breakdown by subject area', () => {
  const named = (code: string, active = true) => ({ code, nameSq: code, nameSr: code, nameEn: code, active });
  const LIST = [named('SCHOOLS'), named('ROADS'), named('OLD', false), named('GONE', false)];
  const byArea = (list: typeof LIST, ...facts: Partial<ReportFact>[]) => {
    const folded = fold(facts.map(fact), period, list);
    assertBalanced(folded);
    return folded;
  };
  const FACTS: Partial<ReportFact>[] = [
    { area: 'SCHOOLS', n: 3 },
    { area: 'SCHOOLS', atEnd: 'refused', outcome: 'refused' },
    { area: 'SCHOOLS', received: 'before' },
    { area: 'SCHOOLS', kind: 'petition', consideration: 'in-time', notice: 'in-time' },
    { area: 'OLD', atEnd: 'open-past-due', outcome: null, timing: 'silent', answerForm: null },
    { atEnd: 'forwarded', outcome: 'forwarded', n: 2 },
    { atEnd: 'open-in-time', outcome: null, timing: 'not-yet', answerForm: null },
  ];

  it('tells each area of the list, a retired one that has cases, and what has none, last', () => {
    const { areas } = byArea(LIST, ...FACTS);
    expect(areas.map(({ area, received }) => [area?.code ?? null, received.total])).toEqual([
      ['SCHOOLS', 5],
      ['ROADS', 0],
      ['OLD', 1],
      [null, 3],
    ]);
    expect(areas[0]).toMatchObject({ received: { 'access-request': 4, petition: 1 } });
    expect(areas[0]?.access).toMatchObject({ total: 4, granted: 3, refused: 1 });
    expect(areas[2]?.access).toMatchObject({ total: 1, unanswered: 1 });
    expect(areas[3]?.access).toMatchObject({ total: 3, otherReasons: 2, pending: 1 });
  });

  it('says nothing where no list is kept, or only one that is retired and has no cases', () => {
    expect(byArea([], { n: 2 }).areas).toEqual([]);
    expect(byArea([named('GONE', false)], { n: 2 }).areas).toEqual([]);
    expect(figuresOf(byArea([], {})).some(({ block }) => block === 'areas')).toBe(false);
  });

  it('stands in the figures and in the answer to other systems', () => {
    const folded = byArea(LIST, ...FACTS);
    const figures = figuresOf(folded).filter(({ block }) => block === 'areas' || block === 'area-outcomes');
    expect(figures.find((one) => one.figure === 'total' && one.kind === 'total')?.value).toBe(9);
    expect(figures.find((one) => one.figure === 'SCHOOLS.refused')).toMatchObject({ value: 1, area: LIST[0] });
    expect(figures.find((one) => one.figure === 'none' && one.kind === 'access-request')?.value).toBe(3);
    expect(reportJson(folded).areas[2]).toMatchObject({ area: { code: 'OLD', active: false }, received: { total: 1 } });
    expect(reportJson(folded).areas[3]?.area).toBeNull();
  });

  it.each<[string, (wrong: ReturnType<typeof byArea>) => void]>([
    ['subject areas (petition)', ({ areas }) => (areas[0]!.received.petition += 1)],
    ['subject areas (granted)', ({ areas }) => (areas[0]!.access.granted -= 1)],
    ['subject area none', ({ areas }) => (areas.at(-1)!.access.total += 1)],
  ])('is refused when its sums are others: %s', (named, spoil) => {
    const wrong = byArea(LIST, ...FACTS);
    spoil(wrong);
    expect(() => assertBalanced(wrong)).toThrow(named);
  });

  it('is refused when a case names an area that is not in the list', () => {
    expect(() => byArea(LIST, { area: 'ELSEWHERE' })).toThrow('subject areas (total)');
  });
});

describe('a report that does not add up', () => {
  it('is refused, and the figures are named', () => {
    const wrong = fold([fact({ n: 7549 })], period);
    wrong.balance['access-request'].received = 7561;
    expect(() => assertBalanced(wrong)).toThrow(Unbalanced);
    expect(() => assertBalanced(wrong)).toThrow(
      /access-request: opening \+ received 7561, closed \+ open 7549.*access form: received 7549, received in the balance 7561/,
    );
  });

  it.each([
    ['answers', (r: ReturnType<typeof report>) => (r.access.answers.late += 1)],
    ['applicants', (r: ReturnType<typeof report>) => (r.access.applicants.media += 1)],
    ['complaints', (r: ReturnType<typeof report>) => (r.access.complaints.total += 1)],
    ['petition', (r: ReturnType<typeof report>) => (r.others.petition.total += 1)],
    ['total', (r: ReturnType<typeof report>) => (r.balance.petition.opening += 1)],
  ])('is refused for its %s', (named, spoil) => {
    const wrong = report({});
    spoil(wrong);
    expect(() => assertBalanced(wrong)).toThrow(named);
  });
});

describe('the period', () => {
  const today = localDate('2026-03-30');
  const read = (typed = {}, year = 2025) => readPeriod(year, typed, today);

  it('is the whole year as of today, when nothing was typed', () => {
    expect(read()).toEqual({ period });
    expect(read({ from: '', asOf: ' ' })).toEqual({ period });
  });

  it('is whatever was typed, in the way people write days', () => {
    expect(read({ from: '1.7.2025', to: '2025-09-30', asOf: '30. 09. 2025.' })).toEqual({
      period: { from: '2025-07-01', to: '2025-09-30', asOf: '2025-09-30' },
    });
  });

  it.each([
    [{ from: 'x', to: '31.02.2025' }, 2025, ['from not-a-day', 'to not-a-day']],
    [{ from: '2025-05-01', to: '2025-04-30' }, 2025, ['to ends-before-it-begins']],
    [{ asOf: '2026-03-31' }, 2025, ['asOf as-of-in-future']],
    [{ asOf: '2024-12-31' }, 2025, ['asOf as-of-before-period']],
    [{}, 2027, ['from not-begun']],
  ])('refuses %j of %i', (typed, year, errors) => {
    const answer = read(typed, year);
    expect('errors' in answer && answer.errors.map(({ field, code }) => `${field} ${code}`)).toEqual(errors);
  });

  it('knows years and days from other things', () => {
    expect(['2025', '0012', '20255', 'abcd', '1899', '1900'].map(readYear)).toEqual([
      2025,
      null,
      null,
      null,
      null,
      1900,
    ]);
    expect(['30.3.2026', '30.03.2026.', '2026-03-30', '30/03', '2026-02-30', ''].map(readDay)).toEqual([
      '2026-03-30',
      '2026-03-30',
      '2026-03-30',
      null,
      null,
      null,
    ]);
  });
});

it('gives other systems the same blocks with their sums', () => {
  const json = reportJson(
    report({ n: 2 }, { received: 'before', atEnd: 'open-past-due', outcome: null, timing: 'silent' }),
  );
  expect(Object.keys(json)).toEqual(['period', 'balance', 'access', 'others', 'areas']);
  expect(Object.keys(json.balance)).toEqual([...KINDS, 'total']);
  expect(json.balance.total).toMatchObject({ opening: 1, received: 2, closedTotal: 2, openTotal: 1 });
});
