import fc from 'fast-check';
import {
  accessClock,
  type AccessClock,
  type AccessQuestion,
  addDays,
  type Calendar,
  daysBetween,
  type HeldAccessClock,
  isWorkingDay,
  type LocalDate,
  localDate,
  nationalCalendar,
  type Pause,
  type RestReason,
} from '../../src/core/law';

/** Days under the law of today from which every term and question of these tests ends within the calendar. */
const day = fc.integer({ min: 0, max: 2700 }).map((count) => addDays(localDate('2019-07-19'), count));
const extended = fc.constantFrom(false as const, { reading: 'A' as const }, { reading: 'B' as const });
const rule = fc.constantFrom('pauses' as const, 'restarts' as const);
/** Questions so many days after the trigger, each answered so many days later. */
const waits = fc.array(fc.tuple(fc.integer({ min: -3, max: 30 }), fc.integer({ min: 0, max: 20 })), { maxLength: 4 });
const pausesFrom = (trigger: LocalDate, list: readonly [number, number][]): Pause[] =>
  list.map(([asked, wait]) => ({ from: addDays(trigger, asked), until: addDays(trigger, asked + wait) }));

const some = fc.record({ trigger: day, extended, workingDays: fc.boolean(), clarification: rule, waits });
type Some = typeof some extends fc.Arbitrary<infer T> ? T : never;
const questionOf = ({ trigger, waits: list, ...settings }: Some): AccessQuestion => ({
  trigger,
  ...settings,
  calendar: nationalCalendar,
  pauses: pausesFrom(trigger, list),
});

function runs(question: AccessQuestion): AccessClock {
  const clock = accessClock(question);
  if (clock.state !== 'running') throw new Error(`The clock stands since ${clock.since}.`);
  return clock;
}
function stands(question: AccessQuestion): HeldAccessClock {
  const clock = accessClock(question);
  if (clock.state !== 'paused') throw new Error(`The clock runs to ${clock.dueOn}.`);
  return clock;
}
const counting = ({ days }: { days: AccessClock['passport']['days'] }): number[] =>
  days.filter(({ count, reason }) => count !== null && reason !== 'day-zero').map(({ count }) => count ?? 0);

describe('whatever was asked and answered', () => {
  it('the passport tells every day to the due day, and counts the whole term once', () => {
    fc.assert(
      fc.property(some, (question) => {
        const { passport, dueOn, firstDueOn } = runs(questionOf(question));
        const days = passport.days.map((one) => one.day);
        expect(days).toEqual(days.map((_, i) => addDays(question.trigger, i)));
        expect([days[0], days.at(-1), passport.dueOn]).toEqual([question.trigger, dueOn, dueOn]);
        expect(isWorkingDay(dueOn, nationalCalendar)).toBe(true);
        const extra = passport.days.some(({ reason }) => reason === 'extended');
        const length = !question.extended || !extra ? 7 : question.extended.reading === 'A' ? 15 : 22;
        expect(counting(passport)).toEqual(Array.from({ length }, (_, i) => i + 1));
        expect(firstDueOn).toBe(runs({ ...questionOf(question), pauses: [] as Pause[], extended: false }).dueOn);
      }),
    );
  });

  it('no question makes a term shorter, and a later answer never makes it end earlier', () => {
    fc.assert(
      fc.property(some, fc.nat(3), fc.integer({ min: 1, max: 10 }), (question, which, more) => {
        const asked = questionOf(question);
        expect(runs(asked).dueOn >= runs({ ...asked, pauses: [] as Pause[] }).dueOn).toBe(true);
        const later = question.waits.map(([from, wait], i): [number, number] => [
          from,
          i === which ? wait + more : wait,
        ]);
        expect(runs(questionOf({ ...question, waits: later })).dueOn >= runs(asked).dueOn).toBe(true);
      }),
    );
  });

  it('who comes later, and is asked on the same days, is never due earlier', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 20 }), (question, later) => {
        const asked = questionOf(question);
        expect(runs({ ...asked, trigger: addDays(asked.trigger, later) }).dueOn >= runs(asked).dueOn).toBe(true);
      }),
    );
  });

  it('one more rest day never makes a term end earlier', () => {
    const rest: RestReason = { kind: 'holiday', name: 'government-day-off', state: 'official', source: 'a decision' };
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 70 }), (question, offset) => {
        const asked = questionOf(question);
        const extra = addDays(question.trigger, offset);
        const calendar: Calendar = {
          ...nationalCalendar,
          rest: (one) => nationalCalendar.rest(one) ?? (one === extra ? rest : null),
        };
        expect(runs({ ...asked, calendar }).dueOn >= runs(asked).dueOn).toBe(true);
      }),
    );
  });

  it('questions that overlap or touch count as one, in any order', () => {
    fc.assert(
      fc.property(some, fc.nat(1000), (question, mix) => {
        const asked = questionOf(question);
        const pieces = (asked.pauses ?? []).flatMap(({ from, until }): Pause[] => {
          const length = until === null ? 0 : daysBetween(from, until);
          const cut = addDays(from, length === 0 ? 0 : mix % (length + 1));
          const overlap = addDays(cut, -Math.min(mix % 3, daysBetween(from, cut)));
          return [
            { from: overlap, until },
            { from, until: cut },
          ];
        });
        expect(accessClock({ ...asked, pauses: pieces })).toEqual(accessClock(asked));
        expect(accessClock({ ...asked, pauses: pieces.reverse() })).toEqual(accessClock(asked));
      }),
    );
  });

  it('a question after the due day gives nothing back, answered or not', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 }), (question, late, wait) => {
        const asked = questionOf(question);
        const from = addDays(runs(asked).dueOn, late);
        for (const until of [addDays(from, wait), null]) {
          expect(accessClock({ ...asked, pauses: [...(asked.pauses ?? []), { from, until }] })).toEqual(
            accessClock(asked),
          );
        }
      }),
    );
  });
});

describe('a clock that stands', () => {
  const inTime = fc.record({ trigger: day, extended, workingDays: fc.boolean(), after: fc.nat(6), wait: fc.nat(40) });

  it('keeps what is left: as many units are counted after the answer', () => {
    fc.assert(
      fc.property(inTime, rule, ({ trigger, after, wait, ...settings }, clarification) => {
        const from = addDays(trigger, after);
        const until = addDays(from, wait + 1);
        const question = { trigger, ...settings, clarification, calendar: nationalCalendar };
        const { remaining, since } = stands({ ...question, pauses: [{ from, until: null }] });
        expect(since).toBe(from);
        const answered = runs({ ...question, pauses: [{ from, until }] });
        // Where an extension would shorten the term, the plain one holds and is counted in its own units.
        if (settings.extended && !answered.passport.days.some(({ reason }) => reason === 'extended')) return;
        const afterwards = answered.passport.days.filter((one) => one.day > until && one.count !== null);
        expect(afterwards.length).toBe(remaining);
        expect(answered.passport.days.filter(({ reason }) => reason === 'paused').length).toBe(wait + 1);
      }),
    );
  });

  it('asked on the last day, is due on the day of the answer or the working day after it', () => {
    fc.assert(
      fc.property(day, extended, fc.integer({ min: 1, max: 30 }), (trigger, by, wait) => {
        const question = { trigger, extended: by, calendar: nationalCalendar, clarification: 'pauses' as const };
        const from = runs(question).dueOn;
        let until = addDays(from, wait);
        expect(stands({ ...question, pauses: [{ from, until: null }] }).remaining).toBe(0);
        const { dueOn } = runs({ ...question, pauses: [{ from, until }] });
        while (!isWorkingDay(until, nationalCalendar)) until = addDays(until, 1);
        expect(dueOn).toBe(until);
      }),
    );
  });

  it('with working days loses nothing over a weekend', () => {
    fc.assert(
      fc.property(day, (trigger) => {
        const question = { trigger, extended: false as const, calendar: nationalCalendar, workingDays: true };
        const plain = runs(question).passport.days;
        const friday = plain.find(({ rest }, i) => !rest && plain[i + 1]?.rest)?.day;
        if (!friday) return;
        let sunday = addDays(friday, 1);
        while (!isWorkingDay(addDays(sunday, 1), nationalCalendar)) sunday = addDays(sunday, 1);
        const asked = { ...question, clarification: 'pauses' as const, pauses: [{ from: friday, until: sunday }] };
        if (friday < runs(question).dueOn) expect(runs(asked).dueOn).toBe(runs(question).dueOn);
      }),
    );
  });
});
