import {
  calendarOf,
  CalendarUnknown,
  calendarYears,
  type CalendarYear,
  clockOrHeld,
  type ClockQuestion,
  localDate,
  nationalCalendar,
  NoStatute,
  procedures,
} from '../../src/core/law';
import { type OtherAnswer, otherClock, type OtherQuestion } from '../support/other-clock';
import { civil, julian, type OtherCalendar, otherCalendar } from '../support/other-days';

/** How many questions are put to both; fewer when every change of a line runs them again. */
const QUESTIONS = Number(process.env.QASJA_TEST_RANDOM ?? 120_000);

/** Numbers from 0 to 1, the same at every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = seeded(20_260_330);
const upTo = (count: number): number => Math.floor(random() * count);
const oneOf = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;

/** The national table with municipal days off; every other one with so many that two weeks may hold three working days. */
function someCalendar(index: number): { ours: typeof nationalCalendar; others: OtherCalendar } {
  const years: CalendarYear[] = calendarYears.map((table) => {
    const taken = new Set(table.days.map(({ day }) => day));
    const extra = Array.from({ length: index === 0 ? 0 : 4 + (index % 2) * 90 }, () =>
      civil(julian(`${table.year}-01-01`) + upTo(365)),
    ).filter((day) => !taken.has(day));
    return { ...table, days: [...table.days, ...extra.map((day) => ({ day, name: 'europe-day' as const }))] };
  });
  const days = years.flatMap((table) => table.days.map(({ day }) => day));
  return { ours: calendarOf(`random/${index}`, years), others: otherCalendar(2010, 2027, days) };
}
const FIRST = julian('2009-11-01');
const LAST = julian('2028-01-20');

function someQuestion(): OtherQuestion {
  const start = random() < 0.02 ? julian('2027-12-31') - upTo(60) : FIRST + upTo(LAST - FIRST);
  // Two thirds of the questions are about access requests: only there anything can be asked, paused or extended.
  const procedure = random() < 0.65 ? 'access.decision' : oneOf(procedures);
  const access = procedure.startsWith('access.') && !/urgent|redirect/.test(procedure);
  const asked = Array.from({ length: access ? upTo(4) : 0 }, () => {
    const from = start - 3 + upTo(34);
    return { from: civil(from), until: random() < 0.15 ? null : civil(from + upTo(random() < 0.1 ? 90 : 15)) };
  });
  return {
    procedure,
    trigger: civil(start),
    receivedAt: Date.parse(`${civil(start)}T00:00:00+01:00`) + upTo(23 * 3_600_000),
    extended: access ? oneOf([undefined, undefined, 'A', 'B'] as const) : undefined,
    workingDays: random() < 0.3,
    rule: oneOf(['runs', 'pauses', 'pauses', 'restarts']),
    asked,
  };
}

function ours(question: OtherQuestion, calendar: typeof nationalCalendar): OtherAnswer {
  const pauses = (question.asked ?? []).map(({ from, until }) => ({
    from: localDate(from),
    until: until === null ? null : localDate(until),
  }));
  try {
    const clock = clockOrHeld({
      procedure: question.procedure as ClockQuestion['procedure'],
      trigger: localDate(question.trigger),
      receivedAt: new Date(question.receivedAt ?? NaN),
      calendar,
      extended: question.extended ? { reading: question.extended } : false,
      workingDays: question.workingDays ?? false,
      pauses,
      clarification: question.rule ?? 'runs',
    });
    if ('since' in clock) {
      const law = clock.statute.version;
      return { state: 'held', first: clock.firstDueOn, since: clock.since, remaining: clock.remaining, law };
    }
    return {
      state: 'running',
      first: clock.firstDueOn,
      due: clock.dueOn,
      dueAt: clock.dueAt?.getTime() ?? null,
      paused: clock.pausedDays,
      added: clock.extendedDays,
      law: clock.statute.version,
    };
  } catch (error) {
    if (error instanceof NoStatute) return { state: 'no-law' };
    if (error instanceof CalendarUnknown) return { state: 'no-calendar' };
    throw error;
  }
}

describe('a second implementation by another algorithm', () => {
  it(`agrees on ${QUESTIONS} random questions`, () => {
    const calendars = Array.from({ length: 12 }, (_, index) => someCalendar(index));
    const seen: Record<string, number> = {};
    for (let i = 0; i < QUESTIONS; i += 1) {
      const calendar = oneOf(calendars);
      const question = someQuestion();
      const [one, other] = [ours(question, calendar.ours), otherClock(question, calendar.others)];
      // Comparing texts is quick; the slow comparison tells the difference.
      if (JSON.stringify(one) !== JSON.stringify(other)) {
        expect({ question, calendar: calendar.ours.version, answer: one }).toEqual({
          question,
          calendar: calendar.ours.version,
          answer: other,
        });
      }
      seen[one.state] = (seen[one.state] ?? 0) + 1;
      if (one.state === 'running' && one.paused > 0) seen.paused = (seen.paused ?? 0) + 1;
      if (one.state === 'running' && one.added > 0) seen.extended = (seen.extended ?? 0) + 1;
    }
    // Each kind of answer came up often enough to mean something.
    for (const kind of ['running', 'held', 'no-calendar', 'no-law', 'paused', 'extended']) {
      expect([kind, (seen[kind] ?? 0) > QUESTIONS / 200]).toEqual([kind, true]);
    }
  }, 60_000);

  it('names the same days', () => {
    const days = Array.from({ length: 7500 }, (_, i) => julian('2009-12-31') + i);
    const wrong = days.filter((number) => new Date(civil(number)).getTime() !== (number - 2_440_588) * 86_400_000);
    expect([wrong, days.filter((number) => julian(civil(number)) !== number)]).toEqual([[], []]);
  });
});
