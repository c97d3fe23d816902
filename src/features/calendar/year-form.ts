import {
  type CalendarDay,
  type CalendarYear,
  type HolidayCode,
  holidayCodes,
  type LocalDate,
  localDate,
  suggestYear,
  weekday,
} from '../../core/law';
import { type FieldProblem, lineOf } from '../../platform/casework';
import { readDay, typedDay } from '../../platform/intake';
import { expectedEids } from './eid-days';
import type { ReadChange } from './change-form';

/** The source of a year that no official table was found for; it has words in every language. */
const BY_RULE = 'Law 03/L-064, Art. 4, by the rule; no official table was found';
const MOST_DAYS = 30;
const SOURCE_LIMIT = 300;

/** What the law makes of a year, with the Eids where the calendar of Umm al-Qura expects them. */
export const suggestedYear = (year: number): CalendarYear => suggestYear(year, expectedEids(year), BY_RULE);

/** The form of a year as it is offered: one line for each day off. */
export function yearForm({ year, days }: CalendarYear): Record<string, string> {
  const form: Record<string, string> = { year: String(year), state: 'by-rule', source: '' };
  days.forEach(({ day, name, state }, index) => {
    form[`day-${index}`] = typedDay(day as LocalDate);
    form[`name-${index}`] = name;
    if (state === 'expected') form[`expected-${index}`] = '1';
  });
  return form;
}

/** Reads the form of a year; an empty line is no day off. */
export function readYearForm(body: Record<string, unknown>, next: number): ReadChange {
  const lines = Object.keys(body).filter((name) => /^name-\d{1,2}$/.test(name)).length;
  const fields = ['year', 'state', 'source'];
  for (let i = 0; i < Math.min(lines, MOST_DAYS); i += 1) fields.push(`name-${i}`, `day-${i}`, `expected-${i}`);
  const form = Object.fromEntries(fields.map((field) => [field, lineOf(body, field)]));
  const problems: FieldProblem[] = [];
  const state = (['by-rule', 'official'] as const).find((one) => one === form.state);
  if (form.year !== String(next)) problems.push({ field: 'year', code: 'year-not-next' });
  if (!state) problems.push({ field: 'state', code: 'state-missing' });
  const source = form.source || (state === 'by-rule' ? BY_RULE : '');
  if (state && source === '') problems.push({ field: 'source', code: 'source-missing' });
  if (source.length > SOURCE_LIMIT)
    problems.push({ field: 'source', code: 'text-long', vars: { limit: SOURCE_LIMIT } });
  const days = readDays(form, next, problems);
  const change = problems.length > 0 || !state ? null : { type: 'add-year' as const, year: next, state, source, days };
  return { form, problems, change };
}

function readDays(form: Record<string, string>, year: number, problems: FieldProblem[]): CalendarDay[] {
  const suggested = suggestedYear(year).days;
  const days: CalendarDay[] = [];
  const lines: number[] = [];
  for (let i = 0; form[`name-${i}`] !== undefined; i += 1) {
    const text = form[`day-${i}`] ?? '';
    const name = holidayCodes.find((code) => code === form[`name-${i}`]);
    if (text === '' || !name) continue;
    const day = readDay(text);
    if (!day) {
      problems.push({ field: `day-${i}`, code: 'day-invalid' });
      continue;
    }
    lines.push(i);
    days.push({ day, name, ...carried(day, name, suggested), ...(form[`expected-${i}`] ? { state: 'expected' } : {}) });
  }
  // The calendar names the days by their place; the form by its lines, of which some are empty.
  for (const [place, { day }] of days.entries()) {
    const field = `day-${lines[place]}`;
    const code = faultOf(day as LocalDate, year, days.slice(0, place));
    if (code) problems.push({ field, code });
  }
  if (days.length === 0 && problems.length === 0) problems.push({ field: 'day-0', code: 'no-days' });
  return days;
}

function faultOf(day: LocalDate, year: number, before: readonly CalendarDay[]): string | null {
  if (!day.startsWith(`${year}-`)) return 'other-year';
  if (weekday(day) > 5) return 'weekend';
  return before.some((one) => one.day === day) ? 'day-twice' : null;
}

/** The weekend day that the holiday of the law moved away from, where that is its own day. */
function carried(day: LocalDate, name: HolidayCode, suggested: readonly CalendarDay[]): { carriedFrom?: string } {
  const same = suggested.filter((one) => one.name === name);
  const own = same.find((one) => one.day === day) ?? (same.length === 1 ? same[0] : undefined);
  const from = own?.carriedFrom ?? own?.day;
  return from !== undefined && from !== day && weekday(localDate(from)) > 5 ? { carriedFrom: from } : {};
}
