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
