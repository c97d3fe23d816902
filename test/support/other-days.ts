/*
 * Days as Julian day numbers, and working days as running totals. Nothing here comes from the program: this is the ground on
 * which the second counting of the clock stands (`other-clock`).
 */

const whole = Math.trunc;

/** The Julian day number of 'YYYY-MM-DD' (Fliegel and Van Flandern). */
export function julian(day: string): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const early = whole((14 - month) / 12);
  const years = year + 4800 - early;
  const months = month + 12 * early - 3;
  const leaps = whole(years / 4) - whole(years / 100) + whole(years / 400);
  return date + whole((153 * months + 2) / 5) + 365 * years + leaps - 32_045;
}

/** The day of a Julian day number (Richards). */
export function civil(number: number): string {
  const f = number + 1401 + whole((whole((4 * number + 274_277) / 146_097) * 3) / 4) - 38;
  const e = 4 * f + 3;
  const h = 5 * whole((e % 1461) / 4) + 2;
  const date = whole((h % 153) / 5) + 1;
  const month = ((whole(h / 153) + 2) % 12) + 1;
  const year = whole(e / 1461) - 4716 + whole((14 - month) / 12);
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** Beyond what the calendar knows. */
export const UNKNOWN = Infinity;

/** Working days as running totals, so that a count is a subtraction and its end a search. */
export interface OtherCalendar {
  first: number;
  last: number;
  /** How many working days there are from the first day up to this one, which it counts. */
  workedUpTo(day: number): number;
  /** The day itself, or the working day after it; UNKNOWN beyond the last. */
  nextWorking(day: number): number;
}

/**
 * @param days weekdays off, 'YYYY-MM-DD'
 */
export function otherCalendar(firstYear: number, lastYear: number, days: Iterable<string>): OtherCalendar {
  const first = julian(`${firstYear}-01-01`);
  const last = julian(`${lastYear}-12-31`);
  const off = new Set([...days].map(julian));
  // A Julian day number that 7 divides is a Monday.
  const working = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (day) => day % 7 < 5 && !off.has(day),
  );
  const totals = new Int32Array(last - first + 2);
  for (const day of working) totals[day - first + 1] = 1;
  totals.forEach((own, i) => (totals[i] = own + (totals[i - 1] ?? 0)));
  const workedUpTo = (day: number): number => totals[day - first + 1] ?? NaN;
  const nextWorking = (day: number): number => (day > last ? UNKNOWN : (working[workedUpTo(day - 1)] ?? UNKNOWN));
  return { first, last, workedUpTo, nextWorking };
}
