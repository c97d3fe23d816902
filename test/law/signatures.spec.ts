import { localDate, NoStatute, signaturesNeeded, thresholdFor } from '../../src/core/law';

describe('how many must sign', () => {
  it.each([
    [20_000, 15, 3000, 'a share that comes out even'],
    [18_199, 15, 2730, '2,729.85: part of a voter counts as one'],
    [13_441, 15, 2017, '2,016.15: so does a small part'],
    [18_199, 20, 3640, 'the twenty per cent of another procedure: 3,639.8'],
    [13_441, 20, 2689, 'and 2,688.2'],
    [101, 15, 16, '15.15'],
    [100, 15, 15, 'exactly 15'],
    [7, 15, 2, '1.05'],
    [1, 15, 1, 'one voter of one'],
    [0, 15, 0, 'nobody'],
    [10_000, 29, 2900, 'a share that decimal fractions would push to 2,901'],
  ])('of %i voters %i per cent are %i (%s)', (voters, percent, needed) => {
    expect(signaturesNeeded(voters, percent)).toBe(needed);
  });

  it.each([-1, 0.5, NaN, Infinity])('of %p voters none: that is no number of voters', (voters) => {
    expect(() => signaturesNeeded(voters, 15)).toThrow(RangeError);
    expect(() => signaturesNeeded(voters, 15)).toThrow(`Not a number of voters: ${voters}.`);
  });

  it('is fifteen per cent for a citizens initiative, since the law of 2008', () => {
    expect(thresholdFor('initiative', localDate('2026-03-02'))).toMatchObject({
      matter: 'initiative',
      percent: 15,
      mark: 'second-hand',
      statute: { statute: 'local-self-government', version: '03/L-040' },
    });
    expect(thresholdFor('initiative', localDate('2008-06-15')).percent).toBe(15);
    expect(() => thresholdFor('initiative', localDate('2008-06-14'))).toThrow(NoStatute);
  });
});
