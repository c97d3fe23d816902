import fc from 'fast-check';
import {
  accessClock,
  addDays,
  type Calendar,
  clockFor,
  countTerm,
  dueOn,
  isWorkingDay,
  type LocalDate,
  localDate,
  nationalCalendar,
  procedures,
  type RestReason,
  termFor,
} from '../../src/core/law';

/** Days under the law of today from which every term ends within the calendar. */
const day = fc.integer({ min: 0, max: 2900 }).map((count) => addDays(localDate('2019-07-19'), count));
const step = fc.constantFrom(...procedures.filter((procedure) => procedure !== 'access.urgent'));
const extension = fc.constantFrom(false as const, { reading: 'A' as const }, { reading: 'B' as const });

function withRestDay(extra: LocalDate): Calendar {
  const rest: RestReason = { kind: 'holiday', name: 'europe-day', state: 'official', source: 'a decision' };
  return { ...nationalCalendar, rest: (asked) => nationalCalendar.rest(asked) ?? (asked === extra ? rest : null) };
}

const due = (procedure: (typeof procedures)[number], trigger: LocalDate, calendar = nationalCalendar) =>
  dueOn(trigger, termFor(procedure, trigger).term, calendar);

describe('whatever the day', () => {
  it('a term ends on a working day, after its trigger', () => {
    fc.assert(
      fc.property(step, day, (procedure, trigger) => {
        const end = due(procedure, trigger);
        expect(isWorkingDay(end, nationalCalendar)).toBe(true);
        expect(end > trigger).toBe(true);
      }),
    );
  });

  it('who comes later is never due earlier', () => {
    fc.assert(
      fc.property(step, day, fc.integer({ min: 1, max: 40 }), (procedure, trigger, later) => {
        expect(due(procedure, addDays(trigger, later)) >= due(procedure, trigger)).toBe(true);
      }),
    );
  });

  it('one more rest day never makes a term end earlier', () => {
    fc.assert(
      fc.property(step, day, fc.integer({ min: 0, max: 70 }), extension, (procedure, trigger, offset, extended) => {
        const calendar = withRestDay(addDays(trigger, offset));
        expect(due(procedure, trigger, calendar) >= due(procedure, trigger)).toBe(true);
        const access = (by: Calendar) => accessClock({ trigger, calendar: by, extended, workingDays: true }).dueOn;
        expect(access(calendar) >= access(nationalCalendar)).toBe(true);
      }),
    );
  });

  it('the passport and the bare date agree, and its days follow one another', () => {
    fc.assert(
      fc.property(step, day, (procedure, trigger) => {
        const { term, statute } = termFor(procedure, trigger);
        const { days, dueOn: end } = countTerm(trigger, term, nationalCalendar, statute);
        expect(end).toBe(due(procedure, trigger));
        expect(days.at(-1)?.day).toBe(end);
        expect(days.map((entry) => entry.day)).toEqual(days.map((_, index) => addDays(trigger, index)));
        expect(days.filter((entry) => entry.count !== null).map((entry) => entry.count)).toEqual(
          Array.from({ length: term.length + 1 }, (_, index) => index),
        );
      }),
    );
  });

  it('an extension never shortens, reading B is never shorter than reading A, and the first deadline stays', () => {
    fc.assert(
      fc.property(day, fc.boolean(), (trigger, workingDays) => {
        const ask = (extended: false | { reading: 'A' | 'B' }) =>
          accessClock({ trigger, calendar: nationalCalendar, extended, workingDays });
        const [plain, a, b] = [ask(false), ask({ reading: 'A' }), ask({ reading: 'B' })];
        expect(a.dueOn >= plain.dueOn && b.dueOn >= a.dueOn).toBe(true);
        expect([a.firstDueOn, b.firstDueOn]).toEqual([plain.dueOn, plain.dueOn]);
        expect(b.passport.dueOn).toBe(b.dueOn);
      }),
    );
  });

  it('an urgent request is due 48 hours later to the millisecond', () => {
    const moment = fc.date({ min: new Date('2019-07-19T12:00:00Z'), max: new Date('2027-12-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, day, (receivedAt, trigger) => {
        const { dueAt } = clockFor({ procedure: 'access.urgent', trigger, receivedAt, calendar: nationalCalendar });
        expect(dueAt && dueAt.getTime() - receivedAt.getTime()).toBe(172_800_000);
      }),
    );
  });
});
