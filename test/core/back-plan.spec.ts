import fc from 'fast-check';
import {
  backPlan,
  type BackPlanSettings,
  type CaseClock,
  type CaseFile,
  clockOf,
  DEFAULT_BACK_PLAN,
  DEFAULT_CLOCK_SETTINGS,
} from '../../src/core/casefile';
import {
  addDays,
  type Calendar,
  clockFor,
  isWorkingDay,
  type LocalDate,
  localDate,
  nationalCalendar,
  type Procedure,
} from '../../src/core/law';
import { aCase } from '../make/case-files';

const runningFrom = (
  trigger: LocalDate,
  procedure: Procedure = 'access.decision',
  reading?: 'A' | 'B',
  calendar: Calendar = nationalCalendar,
): Extract<CaseClock, { state: 'running' }> => ({
  state: 'running',
  ...clockFor({ procedure, trigger, calendar, ...(reading ? { extended: { reading } } : {}) }),
});

/** Directorate, draft, sign-off and the due day, without the year: as they stand in the tables below. */
function planned(clock: CaseClock, settings: Partial<BackPlanSettings> = {}): string[] {
  const plan = backPlan(clock, { ...DEFAULT_BACK_PLAN, ...settings });
  if (!plan || clock.state !== 'running') return [];
  return [plan.directorateOn, plan.draftOn, plan.signOffOn, clock.dueOn].map((day) => day.slice(5));
}

type Row = [reason: string, procedure: Procedure, reading: 'A' | 'B' | undefined, trigger: string, dates: string];

/** 60 of 100 days for the directorate, the draft 2 and the sign-off 1 working day before the due day. */
const BY_DEFAULT: Row[] = [
  [
    'seven days from a Monday: the fourth day is the Friday, later than the draft, so both are due with the draft',
    'access.decision',
    undefined,
    '2026-03-02',
    '03-05 03-05 03-06 03-09',
  ],
  [
    'seven days from a Thursday: the fourth day is a Monday',
    'access.decision',
    undefined,
    '2026-03-05',
    '03-09 03-10 03-11 03-12',
  ],
  [
    'seven days from a Tuesday: the fourth day is a Saturday and gives way to the Friday',
    'access.decision',
    undefined,
    '2026-03-03',
    '03-06 03-06 03-09 03-10',
  ],
  [
    'the due day rolled over Easter Monday: the draft and the sign-off lie before the weekend',
    'access.decision',
    undefined,
    '2026-03-30',
    '04-02 04-02 04-03 04-07',
  ],
  [
    'two rest days: the fourth day is Easter Monday and gives way to the Friday; Constitution Day is passed over',
    'access.decision',
    undefined,
    '2026-04-02',
    '04-03 04-07 04-08 04-10',
  ],
  [
    '25 December lies between: the directorate has until the Monday after it',
    'access.decision',
    undefined,
    '2026-12-24',
    '12-28 12-29 12-30 12-31',
  ],
  [
    'extended to 15 days in all (reading A): nine days, a Wednesday',
    'access.decision',
    'A',
    '2026-03-02',
    '03-11 03-13 03-16 03-17',
  ],
  [
    'extended to 22 days (reading B): thirteen days, a Sunday, so the Friday before; the draft passes over Eid on 20 March',
    'access.decision',
    'B',
    '2026-03-02',
    '03-13 03-19 03-23 03-24',
  ],
  [
    'a petition has 60 days and then until Monday: 37 of 63, a Wednesday; 1 May is passed over before it',
    'petition.consider',
    undefined,
    '2026-03-02',
    '04-08 04-29 04-30 05-04',
  ],
  [
    'the notice after the consideration: 15 days',
    'petition.notice',
    undefined,
    '2026-05-04',
    '05-13 05-15 05-18 05-19',
  ],
  [
    'five working days are seven calendar days here: as above, both are due with the draft',
    'access.redirect',
    undefined,
    '2026-03-02',
    '03-05 03-05 03-06 03-09',
  ],
];

describe('the dates inside the municipality, by default', () => {
  it.each(BY_DEFAULT)('%s', (_reason, procedure, reading, trigger, dates) => {
    expect(planned(runningFrom(localDate(trigger), procedure, reading)).join(' ')).toBe(dates);
  });
});

describe('the dates inside the municipality, by its settings', () => {
  it.each<[string, Partial<BackPlanSettings>, string]>([
    [
      'a tenth of the time: the day after the trigger at the earliest',
      { directorateShare: 10 },
      '03-03 03-13 03-16 03-17',
    ],
    [
      'nine tenths: the draft comes first, so the directorate answers by then',
      { directorateShare: 90 },
      '03-13 03-13 03-16 03-17',
    ],
    [
      'no days for draft and sign-off: both on the due day',
      { draftDaysBefore: 0, signOffDaysBefore: 0 },
      '03-11 03-17 03-17 03-17',
    ],
    ['both on one day', { draftDaysBefore: 3, signOffDaysBefore: 3 }, '03-11 03-12 03-12 03-17'],
    [
      'ten working days before the end of an extended request',
      { draftDaysBefore: 10, signOffDaysBefore: 5 },
      '03-03 03-03 03-10 03-17',
    ],
  ])('%s', (_reason, settings, dates) => {
    expect(planned(runningFrom(localDate('2026-03-02'), 'access.decision', 'A'), settings).join(' ')).toBe(dates);
  });

  it('never asks for anything before the first working day after the trigger', () => {
    // Received on a Friday: Saturday and Sunday are nobody's working days.
    const clock = runningFrom(localDate('2026-03-06'));
    expect(planned(clock, { directorateShare: 10, draftDaysBefore: 10, signOffDaysBefore: 10 }).join(' ')).toBe(
      '03-09 03-09 03-09 03-13',
    );
  });
});

describe('there are no such dates', () => {
  it('for a request that must be answered within 48 hours', () => {
    const receivedAt = new Date('2026-03-02T09:00:00Z');
    const clock = clockFor({
      procedure: 'access.urgent',
      trigger: localDate('2026-03-02'),
      receivedAt,
      calendar: nationalCalendar,
    });
    expect(backPlan({ state: 'running', ...clock }, DEFAULT_BACK_PLAN)).toBeNull();
  });

  it('while a case waits for its calendar', () => {
    const waiting: CaseClock = { state: 'no-calendar', lastKnownDay: localDate('2027-12-31') };
    expect(backPlan(waiting, DEFAULT_BACK_PLAN)).toBeNull();
  });
});

const trigger = fc.integer({ min: 0, max: 2900 }).map((count) => addDays(localDate('2019-07-19'), count));
const step = fc.constantFrom<[Procedure, ('A' | 'B')?]>(
  ['access.decision'],
  ['access.decision', 'A'],
  ['access.decision', 'B'],
  ['access.redirect'],
  ['petition.consider'],
  ['petition.notice'],
  ['complaint.reply'],
);
const settings = fc
  .record({
    directorateShare: fc.integer({ min: 10, max: 90 }),
    draftDaysBefore: fc.integer({ min: 0, max: 10 }),
    signOffDaysBefore: fc.integer({ min: 0, max: 10 }),
  })
  .filter((one) => one.draftDaysBefore >= one.signOffDaysBefore);

/** The national table with one more day off. */
const withRestDay = (extra: LocalDate): Calendar => ({
  ...nationalCalendar,
  rest: (day) =>
    nationalCalendar.rest(day) ??
    (day === extra ? { kind: 'holiday', name: 'europe-day', state: 'official', source: 'a decision' } : null),
});

describe('a question that pauses the clock', () => {
  const asked = (until: string | null): CaseFile => ({
    ...aCase(),
    clarifications: [
      { askedOn: localDate('2026-03-03'), answeredOn: until === null ? null : localDate(until), lapsedOn: null },
    ],
  });
  const pausing = { ...DEFAULT_CLOCK_SETTINGS, clarification: 'pauses' as const };
  const clock = (until: string | null): CaseClock => clockOf(asked(until), nationalCalendar, pausing);

  it('leaves no dates while nobody has answered', () => {
    expect(planned(clock(null))).toEqual([]);
  });

  it('takes nothing from the time of the directorate: 4 of 7 days, the ten days of the pause apart', () => {
    expect(planned(clock('2026-03-13')).join(' ')).toBe('03-16 03-17 03-18 03-19');
  });
});

describe('whatever the day, the step and the settings', () => {
  it('the dates stand in order, after the trigger and not after the due day', () => {
    fc.assert(
      fc.property(trigger, step, settings, (day, [procedure, reading], chosen) => {
        const clock = runningFrom(day, procedure, reading);
        const plan = backPlan(clock, chosen)!;
        const dates = [addDays(day, 1), plan.directorateOn, plan.draftOn, plan.signOffOn, clock.dueOn];
        expect(dates).toEqual([...dates].sort());
      }),
    );
  });

  it('all of them are working days', () => {
    fc.assert(
      fc.property(
        trigger,
        step,
        settings,
        fc.integer({ min: 1, max: 60 }),
        (day, [procedure, reading], chosen, off) => {
          const calendar = withRestDay(addDays(day, off));
          const plan = backPlan(runningFrom(day, procedure, reading, calendar), chosen)!;
          for (const date of Object.values(plan) as LocalDate[])
            expect([date, isWorkingDay(date, calendar)]).toEqual([date, true]);
        },
      ),
    );
  });

  it('they move with the due day: a later one makes none of them earlier', () => {
    fc.assert(
      fc.property(trigger, settings, (day, chosen) => {
        const plans = (['A', 'B'] as const).map((reading) => runningFrom(day, 'access.decision', reading));
        const [first, extended, longer] = [runningFrom(day), ...plans].map((clock) => backPlan(clock, chosen)!);
        for (const key of ['directorateOn', 'draftOn', 'signOffOn'] as const) {
          expect(first![key] <= extended![key] && extended![key] <= longer![key]).toBe(true);
        }
      }),
    );
  });
});
