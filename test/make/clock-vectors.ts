import { stringify } from 'csv-stringify/sync';
import { addDays, type Clock, type HeldClock, localDate, type Procedure, procedures } from '../../src/core/law';
import { clockTables } from '../law/tables';
import { calendarNamed, calendarTables } from '../law/tables/calendars';
import { clockOfRow, type ClockRow, questionOf } from '../support/clock-table';

/*
 * The clock for anyone to test against: every row of the tables of test/law, and every step from days that are worth a look.
 */

type Asked = Omit<ClockRow, 'expected'>;

/** Days around holidays, laws, leap days and years. */
const triggers: readonly (readonly [string, string])[] = [
  ['2010-12-10', 'the first day of the law of 2010'],
  ['2012-02-29', 'a leap day under the law of 2010'],
  ['2012-04-01', 'before Easter of 2012'],
  ['2018-04-02', 'Easter Monday of 2018, by the official table'],
  ['2019-07-18', 'the last day of the law of 2010'],
  ['2019-07-19', 'the first day of the law of 2019'],
  ['2024-02-22', 'a week before a leap day'],
  ['2024-04-25', 'before three days off, by the official table of 2024'],
  ['2025-04-14', 'a week before both Easters of 2025'],
  ['2026-03-30', 'a week before two Easters in eight days'],
  ['2026-05-02', 'a Saturday before Europe Day on a Saturday'],
  ['2026-12-24', 'over the new year'],
  ['2027-10-29', 'to the end of what is known'],
];

const settingsOf = (step: Procedure): readonly string[] =>
  step === 'access.decision' ? ['', 'working', 'A', 'B', 'working A', 'working B'] : [''];

function systematic(): Asked[] {
  const plain = { questions: '', calendar: '' };
  const steps = triggers.flatMap(([day, why]) =>
    procedures.flatMap((step) =>
      settingsOf(step).map((settings) => {
        const from = step === 'access.urgent' ? `${day} 14:30 +01:00` : day;
        return { ...plain, step, from, settings, why };
      }),
    ),
  );
  const day = localDate('2026-04-01');
  const pauses = ['pauses', 'restarts', 'pauses working', 'restarts working', 'pauses A', 'restarts B'].flatMap(
    (settings) =>
      [0, 1, 2, 6, 9].map((wait) => ({
        ...plain,
        step: 'access.decision' as const,
        from: '2026-03-30',
        questions: `${day}..${addDays(day, wait)}`,
        settings,
        why: `asked on ${day}, answered ${wait === 1 ? 'a day' : `${wait} days`} later`,
      })),
  );
  return [...steps, ...pauses];
}

/** A line as the file has it. */
export type VectorLine = Record<AskedColumn | AnswerColumn | 'about', string>;

const asked = [
  'step',
  'trigger',
  'received_at',
  'working_days',
  'extended_by_reading',
  'clarification',
  'questions',
  'calendar',
] as const;
const answers = [
  'answer',
  'first_due_on',
  'due_on',
  'due_at',
  'paused_days',
  'extended_days',
  'stands_since',
  'left_to_count',
  'statute_version',
  'reason',
] as const;
type AskedColumn = (typeof asked)[number];
type AnswerColumn = (typeof answers)[number];

function lineOf(row: Asked): VectorLine {
  const question = questionOf(row);
  const clock = clockOfRow(row);
  const extended = question.extended || null;
  return {
    step: row.step,
    trigger: question.trigger,
    received_at: question.receivedAt?.toISOString() ?? '',
    working_days: question.workingDays ? 'yes' : 'no',
    extended_by_reading: extended?.reading ?? '',
    clarification: question.clarification ?? 'runs',
    questions: row.questions.replaceAll('..', '/').replaceAll(', ', ' '),
    calendar: question.calendar.version,
    ...answered(clock),
    about: row.why,
  };
}

function answered(clock: ReturnType<typeof clockOfRow>): Pick<VectorLine, AnswerColumn> {
  const empty = { first_due_on: '', due_on: '', due_at: '', paused_days: '', extended_days: '' };
  const still = { stands_since: '', left_to_count: '' };
  if (clock === 'no law') {
    return {
      ...empty,
      ...still,
      answer: 'no-law',
      statute_version: '',
      reason: 'No law sets this term on the day of the trigger.',
    };
  }
  if (clock === 'no calendar') {
    const reason = 'The count leaves the days that the calendar knows.';
    return { ...empty, ...still, answer: 'no-calendar', statute_version: '', reason };
  }
  const first_due_on = clock.firstDueOn;
  const statute_version = clock.statute.version;
  if ('since' in clock) {
    const held = { stands_since: clock.since, left_to_count: String(clock.remaining) };
    return { ...empty, ...held, first_due_on, answer: 'stands', statute_version, reason: whyHeld(clock) };
  }
  return {
    ...still,
    answer: 'due',
    first_due_on,
    due_on: clock.dueOn,
    due_at: clock.dueAt?.toISOString() ?? '',
    paused_days: String(clock.pausedDays),
    extended_days: String(clock.extendedDays),
    statute_version,
    reason: whyDue(clock),
  };
}
const whyHeld = ({ since, remaining }: HeldClock): string =>
  `The question of ${since} was not answered: the clock stands, ${remaining} left to count from the answer.`;

/** The end of the passport in words. */
function whyDue({ dueAt, dueOn, passport: { days } }: Clock): string {
  if (dueAt) return 'Forty-eight hours from the moment of receipt; nothing rolls.';
  const rolled = days.findIndex(({ reason }, i) => reason === 'rolled' && i > 0);
  const counted = days.filter(({ reason }) => reason === 'counted' || reason === 'extended').at(-1);
  const rest = counted?.rest;
  const off = rest && (rest.kind === 'weekend' ? 'the weekend' : `a day off (${rest.name})`);
  const paused = days.filter(({ reason }) => reason === 'paused').length;
  const inWorkingDays = counted?.reason === 'counted' && days.some(({ reason }) => reason === 'weekend');
  const waited =
    paused === 1 ? '1 day waited for the applicant and does' : `${paused} days waited for the applicant and do`;
  return [
    `${inWorkingDays ? 'Working day' : 'Day'} ${counted?.count} is ${counted?.day}`,
    off ? `, ${off}` : '',
    rolled > 0
      ? `: the end moves to ${dueOn}`
      : counted?.day === dueOn
        ? ''
        : `; the term ends on ${dueOn}, with the answer`,
    paused > 0 ? `; ${waited} not count` : '',
    '.',
  ].join('');
}

/** docs/clock-vectors.csv */
export function clockVectors(): string {
  const rows = [...Object.values(clockTables).flat(), ...systematic()];
  return stringify(rows.map(lineOf), { header: true, columns: [...asked, ...answers, 'about'] });
}

/** docs/clock-calendars.csv: the weekdays off of every calendar that the vectors name. */
export function clockCalendars(): string {
  const lines = Object.entries(calendarTables).flatMap(([calendar, years]) =>
    years.flatMap(({ year, state, source, days }) =>
      days.map((one) => [
        calendarNamed(calendar).version,
        year,
        one.day,
        one.name,
        one.state ?? state,
        one.carriedFrom ?? '',
        one.source ?? source,
      ]),
    ),
  );
  const head = ['calendar', 'year', 'day_off', 'holiday', 'state', 'carried_from', 'source'];
  return stringify([head, ...lines]);
}
