import { addDays, type LocalDate, localDate, weekday } from './local-date';

/** The official holidays of Law 03/L-064. */
export const holidayCodes = [
  'new-year',
  'new-year-second-day',
  'orthodox-christmas',
  'independence-day',
  'catholic-easter',
  'constitution-day',
  'orthodox-easter',
  'labour-day',
  'europe-day',
  'eid-al-fitr',
  'eid-al-adha',
  'catholic-christmas',
] as const;
export type HolidayCode = (typeof holidayCodes)[number];

/** Days off beside the law: the municipality or the government declares them, and they have titles of their own. */
export const dayOffCodes = ['municipal-day-off', 'government-day-off'] as const;
export type DayOffCode = (typeof dayOffCodes)[number];

/** A name in the three languages of the pages. */
export interface DayTitle {
  readonly sq: string;
  readonly sr: string;
  readonly en: string;
}

/** `official`: in the official table. `by-rule`: follows from the law. `expected`: not yet announced, may still move. */
export const holidayStates = ['official', 'by-rule', 'expected'] as const;
export type HolidayState = (typeof holidayStates)[number];

/** Why a day is not a working day; `carriedFrom` is the weekend day (or the collision) that the holiday moved away from. */
export type RestReason =
  | { readonly kind: 'weekend' }
  | {
      readonly kind: 'holiday';
      readonly name: HolidayCode | DayOffCode;
      /** What a declared day off is called. */
      readonly title?: DayTitle;
      readonly state: HolidayState;
      readonly source: string;
      readonly carriedFrom?: LocalDate;
    };

/** The rest days of a span of years. It never guesses about a day outside its span. */
export interface Calendar {
  readonly version: string;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  /** Why the day is a rest day, or null on a working day. Throws CalendarUnknown outside firstDay to lastDay. */
  rest(day: LocalDate): RestReason | null;
}

/** The calendar was asked about a day that it does not know. */
export class CalendarUnknown extends Error {
  readonly code = 'law.calendar-unknown';

  constructor(
    readonly day: LocalDate,
    readonly firstDay: LocalDate,
    readonly lastDay: LocalDate,
  ) {
    super(`The calendar knows ${firstDay} to ${lastDay}; it was asked about ${day}.`);
    this.name = 'CalendarUnknown';
  }
}

/** The rest days of one year, weekends apart, as plain data. */
export interface CalendarYear {
  readonly year: number;
  readonly source: string;
  readonly state: HolidayState;
  readonly days: readonly CalendarDay[];
}

/** A weekday off, written 'YYYY-MM-DD'; `state` and `source` only where they differ from those of the year. */
export interface CalendarDay {
  readonly day: string;
  readonly name: HolidayCode | DayOffCode;
  readonly title?: DayTitle;
  readonly carriedFrom?: string;
  readonly state?: HolidayState;
  readonly source?: string;
}

const WEEKEND: RestReason = Object.freeze({ kind: 'weekend' });

/** A calendar made of consecutive years. Throws RangeError when a year is missing or a day lies outside its year. */
export function calendarOf(version: string, years: readonly CalendarYear[]): Calendar {
  const first = years[0];
  const last = years.at(-1);
  if (!first || !last) throw new RangeError('A calendar needs at least one year.');
  const firstDay = localDate(`${first.year}-01-01`);
  const lastDay = localDate(`${last.year}-12-31`);
  const rests = new Map<LocalDate, RestReason | null>();
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) rests.set(day, weekday(day) > 5 ? WEEKEND : null);
  years.forEach((table, index) => {
    if (table.year !== first.year + index) throw new RangeError(`The calendar jumps to ${table.year}.`);
    for (const entry of table.days) rests.set(dayIn(table, entry), reasonOf(table, entry));
  });
  const rest = (day: LocalDate): RestReason | null => {
    const reason = rests.get(day);
    if (reason === undefined) throw new CalendarUnknown(day, firstDay, lastDay);
    return reason;
  };
  return { version, firstDay, lastDay, rest };
}

/** Whether offices work on the day. Throws CalendarUnknown. */
export function isWorkingDay(day: LocalDate, calendar: Calendar): boolean {
  return calendar.rest(day) === null;
}

function dayIn(table: CalendarYear, entry: CalendarDay): LocalDate {
  const day = localDate(entry.day);
  if (!day.startsWith(`${table.year}-`)) throw new RangeError(`${day} does not belong to the table of ${table.year}.`);
  return day;
}

function reasonOf(table: CalendarYear, { name, title, state, source, carriedFrom }: CalendarDay): RestReason {
  return {
    kind: 'holiday',
    name,
    ...(title === undefined ? {} : { title }),
    state: state ?? table.state,
    source: source ?? table.source,
    ...(carriedFrom === undefined ? {} : { carriedFrom: localDate(carriedFrom) }),
  };
}
