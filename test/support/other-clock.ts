import { civil, julian, type OtherCalendar, UNKNOWN } from './other-days';
import { otherTerm } from './other-law';

/*
 * The counting rule a second time, by running totals and searches instead of a walk. It shares no line with src/core/law.
 */

/** Julian day numbers; the days after `from` up to `until` do not count. */
interface Gap {
  from: number;
  until: number;
}

export interface OtherQuestion {
  procedure: string;
  trigger: string;
  /** An instant in milliseconds; for terms in hours. */
  receivedAt?: number;
  extended?: 'A' | 'B' | undefined;
  workingDays?: boolean;
  rule?: 'runs' | 'pauses' | 'restarts';
  asked?: readonly { from: string; until: string | null }[];
}

export type OtherAnswer =
  | { state: 'no-law' }
  | { state: 'no-calendar' }
  | { state: 'held'; first: string; since: string; remaining: number; law: string }
  | { state: 'running'; first: string; due: string; dueAt: number | null; paused: number; added: number; law: string };

interface Stretch {
  working: boolean;
  length: number;
}

type Ended = { due: number; paused: number } | { since: number; remaining: number };

export function otherClock(question: OtherQuestion, calendar: OtherCalendar): OtherAnswer {
  if (question.procedure === 'access.extension') {
    return otherClock({ ...question, procedure: 'access.decision', extended: question.extended ?? 'A' }, calendar);
  }
  const law = otherTerm(question.procedure, question.trigger);
  if (!law) return { state: 'no-law' };
  const { term, version } = law;
  if (term.hours) return inHours(question.receivedAt ?? NaN, term.hours, version);
  const start = julian(question.trigger);
  const access = question.procedure === 'access.decision';
  const working = access && question.workingDays ? true : term.working === true;
  const short: Stretch[] = [{ working, length: term.length }];
  const gaps = access && question.rule !== 'runs' ? union(question.asked ?? []) : [];
  const end = (stretches: Stretch[]): Ended =>
    question.rule === 'restarts'
      ? restarting(start, stretches, gaps, calendar)
      : pausing(start, stretches, gaps, calendar);

  const first = calendar.nextWorking(search(start, short, [], calendar));
  const plain = end(short);
  const { A, B } = term.extended ?? { A: 0, B: 0 };
  const long: Stretch[] =
    question.extended === 'A' ? [{ working: false, length: A }] : [...short, { working: false, length: B }];
  const longer = question.extended ? end(long) : plain;
  if (start < calendar.first || [first, last(plain), last(longer)].includes(UNKNOWN)) return { state: 'no-calendar' };

  const shortened = 'due' in longer && (!('due' in plain) || plain.due > longer.due);
  const holds = shortened ? plain : longer;
  if (!('due' in holds)) {
    return { state: 'held', first: civil(first), since: civil(holds.since), remaining: holds.remaining, law: version };
  }
  const added = !question.extended || shortened ? 0 : question.extended === 'A' ? A - term.length : B;
  const due = civil(holds.due);
  return { state: 'running', first: civil(first), due, dueAt: null, paused: holds.paused, added, law: version };
}

const last = (ended: Ended): number => ('due' in ended ? ended.due : ended.since);

/** Questions as gaps in order, those that touch made one; a question answered on its day is no gap. */
function union(asked: NonNullable<OtherQuestion['asked']>): Gap[] {
  const gaps = asked.map(({ from, until }) => ({
    from: julian(from),
    until: until === null ? UNKNOWN : julian(until),
  }));
  const open = gaps.filter(({ from, until }) => until > from);
  // A gap begins where no other covers its first day from before; it ends where the chain of gaps that touch ends.
  const starts = [...new Set(open.map(({ from }) => from))]
    .filter((from) => !open.some((other) => other.from < from && from <= other.until))
    .sort((a, b) => a - b);
  return starts.map((from, i) => {
    const next = starts[i + 1] ?? UNKNOWN;
    return {
      from,
      until: Math.max(...open.filter((gap) => gap.from >= from && gap.from < next).map((gap) => gap.until)),
    };
  });
}

/** How many units lie after `start` up to `day`, without those in a gap. */
function units(start: number, day: number, working: boolean, gaps: readonly Gap[], calendar: OtherCalendar): number {
  const total = (to: number): number => (working ? calendar.workedUpTo(to) : to);
  const between = (from: number, to: number): number => (to > from ? total(to) - total(from) : 0);
  return gaps.reduce(
    (sum, { from, until }) => sum - between(Math.max(from, start), Math.min(until, day)),
    between(start, day),
  );
}

/** The day on which the last unit of the last stretch is reached; UNKNOWN beyond the calendar. By halving. */
function search(start: number, stretches: readonly Stretch[], gaps: readonly Gap[], calendar: OtherCalendar): number {
  return stretches.reduce((from, { working, length }) => {
    if (from === UNKNOWN || units(from, calendar.last, working, gaps, calendar) < length) return UNKNOWN;
    let [low, high] = [from, calendar.last];
    while (high - low > 1) {
      const middle = whole((low + high) / 2);
      if (units(from, middle, working, gaps, calendar) < length) low = middle;
      else high = middle;
    }
    return high;
  }, start);
}
const whole = Math.trunc;

function pausing(start: number, stretches: readonly Stretch[], gaps: readonly Gap[], calendar: OtherCalendar): Ended {
  const answered = gaps.filter(({ until }) => until !== UNKNOWN);
  let counted = search(start, stretches, answered, calendar);
  let due = calendar.nextWorking(counted);
  for (const { from, until } of answered) {
    if (from < counted || from > due) continue;
    // Asked when the count was complete: the term ends on the day of the answer.
    counted = until;
    due = calendar.nextWorking(counted);
  }
  const open = gaps.find(({ until }) => until === UNKNOWN);
  if (open && open.from <= due && open.from <= calendar.last) {
    return { since: open.from, remaining: left(start, open.from, stretches, answered, calendar) };
  }
  const days = answered.map(({ from, until }) => Math.min(until, due) - Math.max(from, start));
  return { due, paused: days.filter((count) => count > 0).reduce((sum, count) => sum + count, 0) };
}

/** What is left to count at the end of a day. */
function left(
  start: number,
  day: number,
  stretches: readonly Stretch[],
  gaps: readonly Gap[],
  calendar: OtherCalendar,
): number {
  let from = start;
  return stretches.reduce((sum, stretch) => {
    const done = Math.min(stretch.length, units(from, day, stretch.working, gaps, calendar));
    from = Math.min(day, search(from, [stretch], gaps, calendar));
    return sum + stretch.length - done;
  }, 0);
}

function restarting(
  trigger: number,
  stretches: readonly Stretch[],
  gaps: readonly Gap[],
  calendar: OtherCalendar,
): Ended {
  let start = trigger;
  let paused = 0;
  for (const { from, until } of gaps) {
    const due = calendar.nextWorking(search(start, stretches, [], calendar));
    if (until <= start) continue;
    if (from > due || (due === UNKNOWN && from > calendar.last)) break;
    if (until === UNKNOWN) return { since: from, remaining: stretches.reduce((sum, { length }) => sum + length, 0) };
    paused += until - Math.max(from, start);
    start = until;
    if (start > calendar.last) return { due: UNKNOWN, paused };
  }
  return { due: calendar.nextWorking(search(start, stretches, [], calendar)), paused };
}

const inKosovo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade', dateStyle: 'short' });

function inHours(receivedAt: number, hours: number, law: string): OtherAnswer {
  const dueAt = receivedAt + hours * 3_600_000;
  const due = inKosovo.format(dueAt);
  return { state: 'running', first: due, due, dueAt, paused: 0, added: 0, law };
}
