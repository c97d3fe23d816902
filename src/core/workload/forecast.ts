/**
 * How many of the closed cases of one kind took how many days, from receipt to decision. The index is the day; what took
 * longer than the last index stands there.
 */
export type Durations = readonly number[];

/** Fewer closed cases than this tell nothing about the next one. */
export const LEAST_HISTORY = 20;
/** Fewer closed cases that lived as long as this one tell nothing about it. */
export const LEAST_ALIKE = 5;

const from = (durations: Durations, day: number): number =>
  durations.slice(Math.max(0, day)).reduce((sum, count) => sum + count, 0);

/** How many closed cases there are. */
export const known = (durations: Durations): number => from(durations, 0);

/**
 * The share of closed cases, among those that were still open at this age, which were decided after the due day. The age and
 * the day are counted from receipt, in days. Null where too few closed cases lived as long: then nothing is foretold.
 *
 * This is the empirical distribution of the remaining days, given the age; nothing is fitted to a curve.
 */
export function chanceToMiss(durations: Durations, age: number, dueAfter: number): number | null {
  if (known(durations) < LEAST_HISTORY) return null;
  const alike = from(durations, age);
  if (alike < LEAST_ALIKE) return null;
  return from(durations, Math.max(dueAfter + 1, age)) / alike;
}

/**
 * The same for a case that somebody else begins today: as if it had been received there today, with the days that are left.
 */
export const chanceToMissAnew = (durations: Durations, daysLeft: number): number | null =>
  daysLeft < 0 ? 1 : chanceToMiss(durations, 0, daysLeft);

/** The middle of all durations, in days; null where there is none. */
export function medianDays(durations: Durations): number | null {
  const total = known(durations);
  if (total === 0) return null;
  const upTo = (rank: number): number => {
    let seen = 0;
    return durations.findIndex((count) => (seen += count) >= rank);
  };
  return (upTo(Math.floor((total + 1) / 2)) + upTo(Math.ceil((total + 1) / 2))) / 2;
}

/** Several histories as one. */
export function together(all: readonly Durations[]): number[] {
  const length = Math.max(0, ...all.map((one) => one.length));
  return Array.from({ length }, (_, day) => all.reduce((sum, one) => sum + (one[day] ?? 0), 0));
}
