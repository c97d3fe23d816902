import { type CalendarYear, newerTable } from '../../src/core/law';

const table = (year: number, days: CalendarYear['days'], facts: Partial<CalendarYear> = {}): CalendarYear => ({
  year,
  source: 'by the rule',
  state: 'by-rule',
  days,
  ...facts,
});
const title = { sq: 'Dita e qytetit', sr: 'Dan grada', en: 'City day' };
const cityDay = { day: '2026-06-12', name: 'municipal-day-off', title, state: 'official', source: 'Decision' } as const;
const newYear = { day: '2026-01-01', name: 'new-year' } as const;
const eid = { day: '2026-03-20', name: 'eid-al-fitr', state: 'expected' } as const;
const year2027 = table(2027, [{ day: '2027-01-01', name: 'new-year' }]);

describe('a newer national table', () => {
  it('brings years, and nothing else where the days are the same', () => {
    const own = [table(2026, [newYear, eid, cityDay])];
    const newer = newerTable(own, [table(2026, [newYear, eid]), year2027]);
    expect(newer).toEqual({ added: [...own, year2027], newYears: [2027], taken: [...own, year2027], differences: [] });
  });

  it('brings no year that the institution has, and leaves those that the table has not', () => {
    const own = [table(2025, []), table(2026, [newYear]), year2027];
    const newer = newerTable(own, [table(2026, [newYear]), year2027]);
    expect(newer).toEqual({ added: own, newYears: [], taken: own, differences: [] });
  });

  it('offers a day that moved, with its source, and keeps what the institution declared', () => {
    const own = [table(2026, [newYear, eid, cityDay])];
    const announced = { day: '2026-03-23', name: 'eid-al-fitr', state: 'official', source: 'Announced' } as const;
    const { added, taken, differences } = newerTable(own, [table(2026, [newYear, announced])]);
    expect(added).toEqual(own);
    expect(differences).toEqual([{ year: 2026, own: { ...eid, source: 'by the rule' }, national: announced }]);
    expect(taken[0]!.days).toEqual([newYear, announced, cityDay]);
  });

  it('offers a day that is new and one that is gone', () => {
    const own = [table(2026, [newYear, eid])];
    const easter = { day: '2026-04-06', name: 'catholic-easter' } as const;
    const { taken, differences } = newerTable(own, [table(2026, [newYear, easter], { source: 'Table' })]);
    expect(differences).toEqual([
      { year: 2026, own: null, national: { ...easter, state: 'by-rule', source: 'Table' } },
      { year: 2026, own: { ...eid, source: 'by the rule' }, national: null },
    ]);
    expect(taken[0]!.days).toEqual([newYear, { ...easter, state: 'by-rule', source: 'Table' }]);
  });

  it('takes the place of a declared day off on the same day', () => {
    const own = [table(2026, [newYear, cityDay])];
    const there = { day: '2026-06-12', name: 'europe-day' } as const;
    const { taken } = newerTable(own, [table(2026, [newYear, there])]);
    expect(taken[0]!.days).toEqual([newYear, { ...there, state: 'by-rule', source: 'by the rule' }]);
  });

  it('does not beat a day that the institution knows to be official, unless it is official itself', () => {
    const moved = { day: '2026-03-23', name: 'eid-al-fitr', state: 'official', source: 'Decision' } as const;
    const own = [table(2026, [newYear, moved])];
    expect(newerTable(own, [table(2026, [newYear, eid])]).differences).toEqual([]);
    expect(newerTable(own, [table(2026, [newYear])]).differences).toEqual([]);
    const official = { ...eid, state: 'official' } as const;
    expect(newerTable(own, [table(2026, [newYear, official])]).differences).toHaveLength(1);
  });

  it('keeps what the institution declared, even where it does not say how well that is known', () => {
    const declared = { day: '2026-06-12', name: 'municipal-day-off', title } as const;
    const own = [table(2026, [newYear, declared])];
    expect(newerTable(own, [table(2026, [newYear])])).toMatchObject({ taken: own, differences: [] });
  });

  it('does not take one holiday for another that falls on its day', () => {
    const constitution = { day: '2026-03-20', name: 'constitution-day', state: 'official' } as const;
    const own = [table(2026, [newYear, eid])];
    const { added, taken, differences } = newerTable(own, [table(2026, [newYear, constitution])]);
    expect(added).toEqual(own);
    expect(differences.map((one) => [one.own?.name, one.national?.name])).toEqual([
      [undefined, 'constitution-day'],
      ['eid-al-fitr', undefined],
    ]);
    expect(taken[0]!.days.map(({ name }) => name)).toEqual(['new-year', 'constitution-day']);
  });

  it('sees that a holiday moved although another one falls where it was', () => {
    const moved = { day: '2026-03-23', name: 'eid-al-fitr', state: 'expected' } as const;
    const there = { day: '2026-03-20', name: 'europe-day' } as const;
    const own = [table(2026, [newYear, eid])];
    const { taken, differences } = newerTable(own, [table(2026, [newYear, there, moved])]);
    expect(differences.map((one) => [one.own?.day, one.national?.day])).toEqual([
      [undefined, '2026-03-20'],
      ['2026-03-20', '2026-03-23'],
    ]);
    expect(taken[0]!.days.map(({ day, name }) => `${day} ${name}`)).toEqual([
      '2026-01-01 new-year',
      '2026-03-20 europe-day',
      '2026-03-23 eid-al-fitr',
    ]);
  });

  it('knows a year with two days of one Eid: the one that stands has not moved to where the other falls', () => {
    const [first, second] = ['2033-01-03', '2033-12-23'].map((day) => ({ ...eid, day }));
    const own = [table(2033, [first!])];
    const { taken, differences } = newerTable(own, [table(2033, [first!, second!])]);
    expect(differences).toEqual([{ year: 2033, own: null, national: { ...second, source: 'by the rule' } }]);
    expect(taken[0]!.days.map(({ day }) => day)).toEqual(['2033-01-03', '2033-12-23']);
  });

  it('brings several days, one of them in the place of a declared day off, in the order of the year', () => {
    const there = { day: '2026-06-12', name: 'europe-day' } as const;
    const easter = { day: '2026-04-06', name: 'catholic-easter' } as const;
    const own = [table(2026, [newYear, cityDay])];
    const { taken } = newerTable(own, [table(2026, [newYear, easter, there])]);
    expect(taken[0]!.days.map(({ day, name }) => `${day} ${name}`)).toEqual([
      '2026-01-01 new-year',
      '2026-04-06 catholic-easter',
      '2026-06-12 europe-day',
    ]);
  });

  it('lets a day be better known without asking anybody', () => {
    const own = [table(2026, [newYear, eid, cityDay])];
    const national = table(2026, [newYear, { ...eid, state: 'official' }], {
      source: 'Table of 2026',
      state: 'official',
    });
    const { added, taken, differences } = newerTable(own, [national]);
    const known = [
      { ...newYear, state: 'official', source: 'Table of 2026' },
      { ...eid, state: 'official', source: 'Table of 2026' },
      cityDay,
    ];
    expect([differences, added[0]!.days, taken[0]!.days]).toEqual([[], known, known]);
    // What the institution confirmed keeps the source that it gave.
    const confirmed = [table(2026, [{ ...eid, state: 'official', source: 'Decision' }])];
    expect(newerTable(confirmed, [table(2026, [eid])]).added).toEqual(confirmed);
  });

  it('brings everything to an institution that has nothing', () => {
    expect(newerTable([], [year2027])).toEqual({
      added: [year2027],
      newYears: [2027],
      taken: [year2027],
      differences: [],
    });
  });
});
