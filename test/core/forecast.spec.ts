import fc from 'fast-check';
import { chanceToMiss, chanceToMissAnew, known, medianDays, together } from '../../src/core/workload';

/** So many closed cases at each number of days. */
const took = (counts: Record<number, number>): number[] =>
  Array.from({ length: Math.max(...Object.keys(counts).map(Number)) + 1 }, (_, day) => counts[day] ?? 0);

describe('what a unit’s history says of an open case', () => {
  // Of 40: ten in 2 days, ten in 5, ten in 7, ten in 12.
  const history = took({ 2: 10, 5: 10, 7: 10, 12: 10 });

  it.each([
    // age, due after so many days, chance, why
    [0, 7, 0.25, 'of all forty ten took longer than seven days'],
    [3, 7, 1 / 3, 'of the thirty that were still open on day three ten missed'],
    [6, 7, 0.5, 'of the twenty that were still open on day six ten missed'],
    [8, 7, 1, 'it is late already'],
    [0, 1, 1, 'nobody is that fast'],
    [0, 12, 0, 'nobody took longer'],
  ])('at age %i with %i days: %f, because %s', (age, dueAfter, chance) => {
    expect(chanceToMiss(history, age, dueAfter)).toBeCloseTo(chance);
  });

  it('says nothing from too little', () => {
    expect(chanceToMiss(took({ 3: 19 }), 0, 7)).toBeNull();
    expect(chanceToMiss(took({ 3: 20 }), 0, 7)).toBe(0);
    // Twenty were closed, but only four lived to the age of this one.
    expect(chanceToMiss(took({ 1: 16, 9: 4 }), 5, 7)).toBeNull();
    expect(chanceToMiss([], 0, 7)).toBeNull();
  });

  it('lets a case begin anew with somebody else, with the days that are left', () => {
    expect(chanceToMissAnew(history, 7)).toBe(0.25);
    expect(chanceToMissAnew(history, 2)).toBe(0.75);
    expect(chanceToMissAnew(history, -1)).toBe(1);
  });

  it('finds the middle', () => {
    expect(medianDays([])).toBeNull();
    expect(medianDays(took({ 4: 1 }))).toBe(4);
    expect(medianDays(took({ 4: 1, 9: 1 }))).toBe(6.5);
    expect(medianDays(history)).toBe(6);
    expect(known(together([history, took({ 1: 2 })]))).toBe(42);
  });

  const durations = fc.array(fc.nat(9), { minLength: 1, maxLength: 30 });
  it('is the share that a plain count of the cases gives', () => {
    fc.assert(
      fc.property(durations, fc.nat(35), fc.nat(35), (counts, age, due) => {
        const cases = counts.flatMap((count, day) => Array.from({ length: count }, () => day));
        const alike = cases.filter((days) => days >= age);
        const missed = alike.filter((days) => days > due);
        const found = chanceToMiss(counts, age, due);
        if (cases.length < 20 || alike.length < 5) expect(found).toBeNull();
        else expect(found).toBeCloseTo(missed.length / alike.length);
        const sorted = [...cases].sort((a, b) => a - b);
        const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
        expect(medianDays(counts)).toBe(cases.length === 0 ? null : middle);
      }),
    );
  });

  it('grows with age as long as the day has not come, and shrinks with a later day', () => {
    fc.assert(
      fc.property(durations, fc.nat(20), fc.nat(20), (counts, age, due) => {
        const [now, later, more] = [
          chanceToMiss(counts, age, due),
          chanceToMiss(counts, age + 1, due),
          chanceToMiss(counts, age, due + 1),
        ];
        if (now !== null && later !== null && age < due) expect(later).toBeGreaterThanOrEqual(now);
        if (now !== null && more !== null) expect(more).toBeLessThanOrEqual(now);
      }),
    );
  });
});
