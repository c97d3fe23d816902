import fc from 'fast-check';
import {
  apply,
  believedAt,
  type CaseEvent,
  type CaseFile,
  clocksOf,
  type ClockSettings,
  isClosed,
  open,
  replay,
  statusOf,
  STATUSES,
} from '../../src/core/casefile';
import { addDays, clarificationRules, localDate, nationalCalendar } from '../../src/core/law';
import { historyOf } from '../support/random-history';

const step = fc.record({
  move: fc.nat(500),
  after: fc.nat(4),
  late: fc.constantFrom(0, 0, 0, 1, 3),
  choice: fc.nat(20),
});
/** A third are access requests, because more can happen to them. */
const kind = fc.constantFrom(0, 0, 0, 1, 2, 3);
const history = fc
  .tuple(fc.nat(2700), kind, fc.constantFrom(false, false, true), fc.array(step, { minLength: 1, maxLength: 60 }))
  .map(([start, of, urgent, steps]) => historyOf(start, of, urgent, steps));
const settings: fc.Arbitrary<ClockSettings> = fc.record({
  extensionReading: fc.constantFrom('A' as const, 'B' as const),
  workingDays: fc.boolean(),
  clarification: fc.constantFrom(...clarificationRules),
});
const runs = { numRuns: 300 };

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(Object.freeze(value)).forEach(frozen);
  }
  return value;
}

const fold = (file: CaseFile, events: readonly CaseEvent[]): CaseFile => events.reduce(apply, file);
/** As a database gives it back. */
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('whatever happened to a case', () => {
  it('the history comes from many different moves', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(history, (events) => events.forEach(({ type }) => seen.add(type))),
      { numRuns: 400, seed: 7 },
    );
    expect([...seen].sort()).toEqual(
      [
        ...['alarmed', 'area-set', 'assigned', 'clarification-answered', 'clarification-asked', 'clarification-lapsed'],
        ...['complaint-answered', 'complaint-complied', 'complaint-decided', 'complaint-lodged', 'complaint-notified'],
        ...['considered', 'corrected', 'decided', 'extended', 'files-added', 'forward-accepted', 'forward-lapsed'],
        ...['forward-offered', 'forward-refused', 'message-failed', 'noted', 'recounted', 'registered', 'silence-fell'],
      ].sort(),
    );
  });

  it('replaying it at once, in batches of any size, or as it comes out of the database gives the same case', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(60), { maxLength: 6 }), (events, cuts) => {
        const whole = replay(events);
        const [first, ...rest] = events;
        if (first?.type !== 'registered') throw new Error('A history begins with its registration.');
        const edges = [0, ...cuts.filter((cut) => cut < rest.length).sort((a, b) => a - b), rest.length];
        const batches = edges.slice(1).map((edge, i) => rest.slice(edges[i], edge));
        expect(batches.reduce(fold, open(first))).toEqual(whole);
        expect(replay(stored(events))).toEqual(whole);
      }),
      runs,
    );
  });

  it('an event changes neither the case before it nor itself', () => {
    fc.assert(
      fc.property(history, (events) => {
        const before = stored(events);
        frozen(events).reduce<CaseFile | null>((file, event) => {
          const next = file ? apply(file, event) : replay([event]);
          return frozen(next);
        }, null);
        expect(events).toEqual(before);
      }),
      runs,
    );
  });

  it('it stands somewhere, and its clocks can be told under every setting', () => {
    fc.assert(
      fc.property(history, settings, (events, chosen) => {
        const basis = { id: 'basis', number: 1, calendar: nationalCalendar, settings: chosen };
        events.reduce<CaseFile | null>((before, event) => {
          const file = before ? apply(before, event) : replay([event]);
          expect(STATUSES).toContain(statusOf(file));
          const { clock } = clocksOf(file, basis);
          // What is decided is never left standing, or nobody could say whether it was in time.
          if (isClosed(file)) expect(clock.state).not.toBe('paused');
          if (clock.state === 'running') expect(clock.dueOn >= clock.firstDueOn || clock.dueAt !== null).toBe(true);
          return file;
        }, null);
      }),
      runs,
    );
  });

  it('what was believed on a day does not change by what is written down later', () => {
    fc.assert(
      fc.property(history, fc.nat(59), (events, cut) => {
        const start = localDate('2019-07-20');
        const written = events.map((event, i) => ({ event, recordedAt: new Date(`${addDays(start, i)}T10:00:00Z`) }));
        const moment = new Date(`${addDays(start, cut)}T12:00:00Z`);
        const believed = believedAt(written, moment);
        expect(believed?.file).toEqual(replay(events.slice(0, cut + 1)));
        expect([believed?.told.length, believed?.since.length]).toEqual([
          Math.min(cut + 1, events.length),
          Math.max(0, events.length - cut - 1),
        ]);
      }),
      runs,
    );
  });
});
