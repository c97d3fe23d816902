import {
  type Calendar,
  CalendarUnknown,
  type ClarificationRule,
  type Clock,
  clockOrHeld,
  type ClockQuestion,
  type HeldClock,
  isProcedure,
  localDate,
  localDateOf,
  localTimeOf,
  NoStatute,
  type Pause,
  type Procedure,
} from '../../src/core/law';
import { calendarNamed } from '../law/tables/calendars';

/** A line of a table: what is asked, what must be answered, and why. */
export interface ClockRow {
  step: Procedure;
  /** The day of the trigger, or the moment of receipt: '2026-03-28 10:00 +01:00'. */
  from: string;
  /** '2026-03-04..2026-03-06, 2026-03-09..': the days of the questions and answers; without the second, nobody answered. */
  questions: string;
  /** Words out of: pauses, restarts, working (days), A, B (the reading by which it was extended). */
  settings: string;
  calendar: string;
  /** Column and value, for the columns that the table gives. */
  expected: Partial<Record<Told, string>>;
  why: string;
}

const told = ['first', 'due', 'paused', 'law'] as const;
type Told = (typeof told)[number];

/** Reads a table whose first line names the columns; cells stand between bars, and an empty one means the usual. */
export function tableOf(text: string): ClockRow[] {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return lines.map((cells) => {
    if (cells.length !== head.length) throw new Error(`A row has ${cells.length} cells: ${cells.join(' | ')}`);
    const cell = (name: string): string => cells[head.indexOf(name)] ?? '';
    const step = cell('step') || 'access.decision';
    if (!isProcedure(step)) throw new Error(`There is no step ${step}.`);
    const expected = Object.fromEntries(told.filter((name) => head.includes(name)).map((name) => [name, cell(name)]));
    const { from, questions, settings, calendar, why } = { ...rowOf(cell) };
    return { step, from, questions, settings, calendar, expected, why };
  });
}

const rowOf = (cell: (name: string) => string) => ({
  from: cell('from'),
  questions: cell('questions'),
  settings: cell('settings'),
  calendar: cell('calendar'),
  why: cell('why'),
});

/** What a row asks of the program. */
export function questionOf(row: Omit<ClockRow, 'expected' | 'why'>): ClockQuestion & { calendar: Calendar } {
  const words = row.settings.split(' ');
  const [day = '', time, zone] = row.from.split(' ');
  const receivedAt = time ? new Date(`${day}T${time}:00${zone ?? ''}`) : undefined;
  const reading = words.includes('A') ? 'A' : words.includes('B') ? 'B' : null;
  const rule = words.find((word): word is ClarificationRule => word === 'pauses' || word === 'restarts');
  return {
    procedure: row.step,
    trigger: receivedAt ? localDateOf(receivedAt) : localDate(day),
    ...(receivedAt ? { receivedAt } : {}),
    calendar: calendarNamed(row.calendar),
    extended: reading ? { reading } : false,
    workingDays: words.includes('working'),
    pauses: row.questions ? row.questions.split(', ').map(pauseOf) : [],
    clarification: rule ?? 'runs',
  };
}

function pauseOf(text: string): Pause {
  const [from = '', until = ''] = text.split('..');
  return { from: localDate(from), until: until ? localDate(until) : null };
}

/** The clock of a row, or why there is none. */
export function clockOfRow(row: Omit<ClockRow, 'expected' | 'why'>): Clock | HeldClock | 'no law' | 'no calendar' {
  try {
    return clockOrHeld(questionOf(row));
  } catch (error) {
    if (error instanceof NoStatute) return 'no law';
    if (error instanceof CalendarUnknown) return 'no calendar';
    throw error;
  }
}

/** The answer in the columns of a table. */
export function answerOf(row: ClockRow): Record<Told, string> {
  const clock = clockOfRow(row);
  if (typeof clock === 'string') return { first: '', due: clock, paused: '', law: '' };
  const { firstDueOn: first, statute } = clock;
  if ('since' in clock) {
    return { first, due: `stands, ${clock.remaining} left`, paused: '', law: statute.version };
  }
  const due = clock.dueAt ? `${localDateOf(clock.dueAt)} ${localTimeOf(clock.dueAt)}` : clock.dueOn;
  return { first, due, paused: String(clock.pausedDays), law: statute.version };
}
