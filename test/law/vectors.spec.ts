import { accessClock, clockFor, localDate, nationalCalendar as calendar } from '../../src/core/law';

/** Trigger; 7 days; 7 working days; 15 in total (A); 22, 7 and 15 more (B); 5 working days; 60 days; why. */
const rows = [
  [
    '2026-03-02',
    '2026-03-09',
    '2026-03-11',
    '2026-03-17',
    '2026-03-24',
    '2026-03-09',
    '2026-05-04',
    'no holiday near the first terms; day 60 is Friday 1 May, so the end rolls over the weekend to Monday',
  ],
  [
    '2026-03-30',
    '2026-04-07',
    '2026-04-10',
    '2026-04-14',
    '2026-04-21',
    '2026-04-07',
    '2026-05-29',
    'day 7 is Easter Monday 6 April, rest, so the end moves to Tuesday',
  ],
  [
    '2026-04-02',
    '2026-04-10',
    '2026-04-16',
    '2026-04-17',
    '2026-04-24',
    '2026-04-14',
    '2026-06-01',
    'day 7 is Constitution Day 9 April, so the end moves to Friday; 6 and 13 April are rest as well',
  ],
  [
    '2026-05-02',
    '2026-05-12',
    '2026-05-13',
    '2026-05-18',
    '2026-05-25',
    '2026-05-08',
    '2026-07-01',
    'received on a Saturday; day 7 is Europe Day on a Saturday, carried over to Monday 11 May, so Tuesday',
  ],
  [
    '2026-12-24',
    '2026-12-31',
    '2027-01-08',
    '2027-01-08',
    '2027-01-15',
    '2027-01-05',
    '2027-02-22',
    'over the new year: 25 December, 1, 4 and 7 January are rest; day 60 is Monday 22 February',
  ],
] as const;

describe('the vectors of the law', () => {
  it.each(rows)(
    'from %s: %s, %s, %s, %s, %s, %s (%#)',
    (from, seven, sevenWorking, inTotal, added, five, sixty, why) => {
      const trigger = localDate(from);
      const access = (extended: false | { reading: 'A' | 'B' }, workingDays = false) =>
        accessClock({ trigger, calendar, extended, workingDays }).dueOn;
      const general = (procedure: 'access.redirect' | 'petition.consider') =>
        clockFor({ procedure, trigger, calendar }).dueOn;
      expect({
        why,
        seven: access(false),
        sevenWorking: access(false, true),
        inTotal: access({ reading: 'A' }),
      }).toEqual({
        why,
        seven,
        sevenWorking,
        inTotal,
      });
      expect({ why, added: access({ reading: 'B' }), five: general('access.redirect') }).toEqual({ why, added, five });
      expect({ why, sixty: general('petition.consider') }).toEqual({ why, sixty });
    },
  );

  it('keeps the first deadline beside the extended one', () => {
    for (const [from, seven, , inTotal] of rows) {
      const clock = accessClock({ trigger: localDate(from), calendar, extended: { reading: 'A' } });
      expect(clock).toMatchObject({ firstDueOn: seven, dueOn: inTotal });
    }
  });

  it('adds calendar days after working days, and never shortens a term by extending it', () => {
    const trigger = localDate('2026-03-30');
    const first = accessClock({ trigger, calendar, extended: false, workingDays: true });
    const longer = accessClock({ trigger, calendar, extended: { reading: 'B' }, workingDays: true });
    expect([first.dueOn, longer.firstDueOn, longer.dueOn]).toEqual(['2026-04-10', '2026-04-10', '2026-04-27']);
    for (const reading of ['A', 'B'] as const) {
      const overNewYear = { trigger: localDate('2026-12-23'), calendar, extended: { reading }, workingDays: true };
      const clock = accessClock(overNewYear);
      expect(clock.dueOn >= clock.firstDueOn).toBe(true);
      expect(clock.passport.dueOn).toBe(clock.dueOn);
    }
  });

  it('knows leap days: a request of 22 February is due a day earlier in March when there is a 29th', () => {
    const due = (from: string) => accessClock({ trigger: localDate(from), calendar, extended: false }).dueOn;
    expect([due('2024-02-22'), due('2023-02-22')]).toEqual(['2024-02-29', '2023-03-01']);
  });
});
