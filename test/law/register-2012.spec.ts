import { accessClock, localDate, nationalCalendar as calendar } from '../../src/core/law';

/**
 * Received and decided, the 19 answered requests of a municipality's form for 2012. The form says that 13 were answered in
 * legal time; the single days are reconstructed so that they add up to it.
 */
const answered = [
  ['2012-01-30', '2012-02-03'],
  ['2012-02-13', '2012-02-16'],
  ['2012-02-27', '2012-03-02'],
  ['2012-03-09', '2012-03-23'],
  ['2012-04-05', '2012-04-09'],
  ['2012-04-16', '2012-05-09'],
  ['2012-04-25', '2012-04-27'],
  ['2012-05-08', '2012-05-11'],
  ['2012-05-18', '2012-06-04'],
  ['2012-05-31', '2012-06-28'],
  ['2012-06-11', '2012-06-15'],
  ['2012-07-10', '2012-07-12'],
  ['2012-07-23', '2012-07-25'],
  ['2012-08-23', '2012-08-24'],
  ['2012-09-17', '2012-10-16'],
  ['2012-09-26', '2012-09-28'],
  ['2012-10-08', '2012-10-12'],
  ['2012-11-05', '2012-11-09'],
  ['2012-11-19', '2012-12-12'],
] as const;

const dueOf = (received: string) => accessClock({ trigger: localDate(received), calendar, extended: false }).dueOn;

describe('the yearly form of 2012', () => {
  it('has 13 of 19 answers in legal time', () => {
    const inTime = answered.filter(([received, decided]) => localDate(decided) <= dueOf(received));
    expect([inTime.length, answered.length]).toEqual([13, 19]);
  });

  it('judges by the law of 2012 and by its holidays', () => {
    expect(dueOf('2012-04-02')).toBe('2012-04-11');
    expect(accessClock({ trigger: localDate('2012-04-02'), calendar, extended: false }).passport.statute.version).toBe(
      '03/L-215',
    );
  });
});
