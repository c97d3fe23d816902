import { parse } from 'csv-parse/sync';
import { read } from '../house/files';
import { clockCalendars, clockVectors } from '../make/clock-vectors';
import { otherClock } from '../support/other-clock';
import { type OtherCalendar, otherCalendar } from '../support/other-days';

const lines = (text: string): Record<string, string>[] => parse(text, { columns: true });

/** The files as somebody else would read them: nothing of the program takes part. */
function calendarsOf(): Map<string | undefined, OtherCalendar> {
  const days = lines(read('docs/clock-calendars.csv'));
  return new Map(
    [...new Set(days.map(({ calendar }) => calendar))].map((name) => {
      const own = days.filter(({ calendar }) => calendar === name);
      const years = own.map(({ year }) => Number(year));
      const off = own.map(({ day_off }) => day_off ?? '');
      return [name, otherCalendar(Math.min(...years), Math.max(...years), off)] as const;
    }),
  );
}

let vectors: Record<string, string>[];
let calendars: ReturnType<typeof calendarsOf>;
beforeAll(() => {
  vectors = lines(read('docs/clock-vectors.csv'));
  calendars = calendarsOf();
});

/** The columns of an answer, told by the second implementation. */
function answered(line: Record<string, string>): Record<string, string> {
  const calendar = calendars.get(line.calendar);
  if (!calendar) throw new Error(`No days off of ${line.calendar}.`);
  const questions = (line.questions ?? '').split(' ').filter(Boolean);
  const answer = otherClock(
    {
      procedure: line.step ?? '',
      trigger: line.trigger ?? '',
      receivedAt: Date.parse(line.received_at ?? ''),
      extended: (line.extended_by_reading || undefined) as 'A' | 'B' | undefined,
      workingDays: line.working_days === 'yes',
      rule: line.clarification as 'runs' | 'pauses' | 'restarts',
      asked: questions.map((text) => {
        const [from = '', until] = text.split('/');
        return { from, until: until || null };
      }),
    },
    calendar,
  );
  const none = { first_due_on: '', due_on: '', due_at: '', paused_days: '', extended_days: '' };
  const still = { stands_since: '', left_to_count: '', statute_version: '' };
  if (answer.state === 'no-law' || answer.state === 'no-calendar') return { ...none, ...still, answer: answer.state };
  if (answer.state === 'held') {
    const held = { stands_since: answer.since, left_to_count: String(answer.remaining) };
    return { ...none, ...held, answer: 'stands', first_due_on: answer.first, statute_version: answer.law };
  }
  return {
    ...still,
    answer: 'due',
    first_due_on: answer.first,
    due_on: answer.due,
    due_at: answer.dueAt === null ? '' : new Date(answer.dueAt).toISOString(),
    paused_days: String(answer.paused),
    extended_days: String(answer.added),
    statute_version: answer.law,
  };
}

describe('docs/clock-vectors.csv', () => {
  it('is what the program answers; write it anew with: node scripts/clock-vectors.mjs', () => {
    expect(read('docs/clock-vectors.csv')).toBe(clockVectors());
    expect(read('docs/clock-calendars.csv')).toBe(clockCalendars());
  });

  it('is long enough to test against, and gives a reason for every row', () => {
    expect(vectors.length).toBeGreaterThan(300);
    expect(vectors.filter(({ reason, about }) => !reason || !about)).toEqual([]);
  });

  it('is what a reader answers who has only the files and counts in another way', () => {
    const columns = Object.keys(answered(vectors[0] ?? {}));
    const theirs = vectors.map((line) => Object.fromEntries(columns.map((name) => [name, line[name]])));
    expect(vectors.map(answered)).toEqual(theirs);
  });

  it('and the program answers with the same calendar for every version that it names', () => {
    expect([...calendars.keys()].sort()).toEqual([...new Set(vectors.map(({ calendar }) => calendar))].sort());
  });
});
