import {
  type CalendarDay,
  type CalendarYear,
  type DayOffCode,
  type DayTitle,
  type HolidayState,
  isWorkingDay,
  type Calendar,
} from './calendar';
import { addDays, type LocalDate, weekday } from './local-date';

/** What an administrator may do to the calendar of an institution. */
export type CalendarChange =
  | { type: 'add'; day: LocalDate; name: DayOffCode; title: DayTitle; state: HolidayState; source: string }
  /** A day off falls on another day than the calendar says: an expected day of Eid, say, once it was announced. */
  | { type: 'move'; from: LocalDate; to: LocalDate; state: HolidayState; source: string }
  /** It falls where it was expected, and now that is official. */
  | { type: 'confirm'; day: LocalDate; source: string }
  | { type: 'remove'; day: LocalDate; reason: string }
  | ({ type: 'add-year' } & CalendarYear);

/** Why a change is refused; `field` is the part of the change that is wrong, of a year's days `day-<index>`. */
export interface CalendarRefusal {
  field: string;
  code:
    | 'weekend'
    | 'already-off'
    | 'not-off'
    | 'unknown-year'
    | 'year-not-next'
    | 'other-year'
    | 'day-twice'
    | 'already-official'
    | 'title-missing'
    | 'source-missing'
    | 'reason-missing'
    | 'no-days';
}

export type ChangedCalendar = { ok: true; years: CalendarYear[] } | { ok: false; refused: CalendarRefusal };

/** The years after a change; they themselves stay as they are. Law 03/L-064 and the decisions made under it. */
export function changeCalendar(years: readonly CalendarYear[], change: CalendarChange): ChangedCalendar {
  const refused = refusalOf(years, change);
  return refused ? { ok: false, refused } : { ok: true, years: applied(years, change) };
}

/** The days that are days off in one calendar and working days in the other, among those that both know. */
export function changedDays(one: Calendar, other: Calendar): LocalDate[] {
  const found: LocalDate[] = [];
  const first = one.firstDay > other.firstDay ? one.firstDay : other.firstDay;
  const last = one.lastDay < other.lastDay ? one.lastDay : other.lastDay;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (isWorkingDay(day, one) !== isWorkingDay(day, other)) found.push(day);
  }
  return found;
}

function refusalOf(years: readonly CalendarYear[], change: CalendarChange): CalendarRefusal | null {
  switch (change.type) {
    case 'add': {
      const { sq, sr, en } = change.title;
      const untitled = [sq, sr, en].some((title) => title.trim() === '');
      return freeDay(years, change.day, 'day') ?? (untitled ? no('title', 'title-missing') : withSource(change));
    }
    case 'move':
      return offDay(years, change.from, 'from') ?? freeDay(years, change.to, 'to') ?? withSource(change);
    case 'confirm': {
      const absent = offDay(years, change.day, 'day');
      if (absent) return absent;
      const official = stateOf(years, change.day) === 'official';
      return official ? no('day', 'already-official') : withSource(change);
    }
    case 'remove':
      return offDay(years, change.day, 'day') ?? (change.reason.trim() === '' ? no('reason', 'reason-missing') : null);
    case 'add-year':
      return refusalOfYear(years, change);
  }
}

function refusalOfYear(years: readonly CalendarYear[], change: CalendarYear): CalendarRefusal | null {
  const last = years.at(-1);
  if (!last || change.year !== last.year + 1) return no('year', 'year-not-next');
  if (change.source.trim() === '') return no('source', 'source-missing');
  if (change.days.length === 0) return no('days', 'no-days');
  const seen = new Set<string>();
  for (const [index, { day }] of change.days.entries()) {
    const field = `day-${index}`;
    if (!day.startsWith(`${change.year}-`)) return no(field, 'other-year');
    if (isWeekend(day)) return no(field, 'weekend');
    if (seen.has(day)) return no(field, 'day-twice');
    seen.add(day);
  }
  return null;
}

function freeDay(years: readonly CalendarYear[], day: LocalDate, field: string): CalendarRefusal | null {
  if (!yearOf(years, day)) return no(field, 'unknown-year');
  if (isWeekend(day)) return no(field, 'weekend');
  return entryOf(years, day) ? no(field, 'already-off') : null;
}

function offDay(years: readonly CalendarYear[], day: LocalDate, field: string): CalendarRefusal | null {
  if (!yearOf(years, day)) return no(field, 'unknown-year');
  return entryOf(years, day) ? null : no(field, 'not-off');
}

const withSource = ({ source }: { source: string }): CalendarRefusal | null =>
  source.trim() === '' ? no('source', 'source-missing') : null;

function applied(years: readonly CalendarYear[], change: CalendarChange): CalendarYear[] {
  switch (change.type) {
    case 'add': {
      const { day, name, title, state, source } = change;
      return withDays(years, null, { day, name, title, state, source });
    }
    case 'move': {
      const { carriedFrom: _, ...entry } = entryOf(years, change.from) as CalendarDay;
      return withDays(years, change.from, { ...entry, day: change.to, state: change.state, source: change.source });
    }
    case 'confirm': {
      const entry = entryOf(years, change.day) as CalendarDay;
      return withDays(years, change.day, { ...entry, state: 'official', source: change.source });
    }
    case 'remove':
      return withDays(years, change.day, null);
    case 'add-year': {
      const { year, source, state } = change;
      return [...years, { year, source, state, days: [...change.days].sort(byDay) }];
    }
  }
}

/** The years without one day and with another. */
function withDays(
  years: readonly CalendarYear[],
  without: LocalDate | null,
  entry: CalendarDay | null,
): CalendarYear[] {
  return years.map((table) => {
    const kept = table.days.filter(({ day }) => day !== without);
    const mine = entry?.day.startsWith(`${table.year}-`) ? [entry] : [];
    if (kept.length === table.days.length && mine.length === 0) return table;
    return { ...table, days: [...kept, ...mine].sort(byDay) };
  });
}

const no = (field: string, code: CalendarRefusal['code']): CalendarRefusal => ({ field, code });
const isWeekend = (day: string): boolean => weekday(day as LocalDate) > 5;
const yearOf = (years: readonly CalendarYear[], day: LocalDate): CalendarYear | undefined =>
  years.find(({ year }) => day.startsWith(`${year}-`));
const entryOf = (years: readonly CalendarYear[], day: LocalDate): CalendarDay | undefined =>
  yearOf(years, day)?.days.find((one) => one.day === day);
const stateOf = (years: readonly CalendarYear[], day: LocalDate): HolidayState | undefined =>
  entryOf(years, day)?.state ?? yearOf(years, day)?.state;
/** No two of a year are on the same day. */
const byDay = (one: CalendarDay, other: CalendarDay): number => (one.day < other.day ? -1 : 1);
