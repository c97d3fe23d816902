/** A calendar day in Kosovo, written 'YYYY-MM-DD'. It carries no time and no zone, so two of them compare as text. */
export type LocalDate = string & { readonly __localDate: never };

const DAY = 86_400_000;
const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
/** A year before this in a register of requests is a slip of the pen, not a date. */
const FIRST_YEAR = 1900;
/** The days from 1970 to the end of 2106, whose names are kept once they were written. */
const NAMED_DAYS = 50_000;
const names: (LocalDate | undefined)[] = new Array<undefined>(NAMED_DAYS).fill(undefined);

/** The day that the text names. Throws RangeError when there is no such day (2026-02-29, 0026-03-30, 1.3.2026). */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`Not a date: '${String(text)}'. A date is written YYYY-MM-DD.`);
  return text;
}

/** Whether the text is a day that exists, from 1900-01-01 to 9999-12-31, written 'YYYY-MM-DD'. */
export function isLocalDate(text: unknown): text is LocalDate {
  if (typeof text !== 'string' || !SHAPE.test(text) || Number(text.slice(0, 4)) < FIRST_YEAR) return false;
  const parsed = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text);
}

/** The day that lies `count` days later, or earlier when negative. Throws RangeError outside the years 1900 to 9999. */
export function addDays(day: LocalDate, count: number): LocalDate {
  return fromDayNumber(dayNumber(day) + count);
}

/** How many days lie from one day to the other: 1 from today to tomorrow, negative when `to` comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day of the week: 1 is Monday, 7 is Sunday. */
export function weekday(day: LocalDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  // 1970-01-01 was a Thursday.
  const sinceMonday = (((dayNumber(day) + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** Days since 1970-01-01. */
export function dayNumber(day: LocalDate): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY;
}

/** The day that lies so many days after 1970-01-01. Throws RangeError outside the years 1900 to 9999. */
export function fromDayNumber(days: number): LocalDate {
  const known = names[days];
  if (known !== undefined) return known;
  const date = new Date(days * DAY);
  const year = date.getUTCFullYear();
  if (!(year >= FIRST_YEAR && year <= 9999)) throw new RangeError(`No such day: ${days} days from 1970-01-01.`);
  const name = `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}` as LocalDate;
  // A deadline walks day by day, and writing a date costs more than looking it up.
  if (days >= 0 && days < NAMED_DAYS) names[days] = name;
  return name;
}

function two(part: number): string {
  return part < 10 ? `0${part}` : String(part);
}
