import type { LocalDate } from './local-date';

/**
 * What a question to the applicant does to the clock of an access request. No text says that the clock stops, so it `runs`
 * by default; `pauses`: the days until the answer do not count; `restarts`: the whole term runs anew from the answer.
 */
export const clarificationRules = ['runs', 'pauses', 'restarts'] as const;
export type ClarificationRule = (typeof clarificationRules)[number];

/** From the day of the question to the day of the answer; null while nobody answered. All days are Europe/Belgrade. */
export interface Pause {
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

/**
 * The same pauses in order, without overlaps. One that was asked and answered on the same day is no pause.
 * Throws RangeError for an answer before its question.
 */
export function mergePauses(pauses: readonly Pause[]): Pause[] {
  for (const { from, until } of pauses) {
    if (until !== null && until < from) throw new RangeError(`An answer of ${until} to a question of ${from}.`);
  }
  const inOrder = pauses.filter(({ from, until }) => from !== until).sort((a, b) => (a.from < b.from ? -1 : 1));
  const merged: Pause[] = [];
  for (const pause of inOrder) {
    const last = merged.at(-1);
    if (!last || (last.until !== null && last.until < pause.from)) merged.push(pause);
    else merged[merged.length - 1] = { from: last.from, until: later(last.until, pause.until) };
  }
  return merged;
}

function later(one: LocalDate | null, other: LocalDate | null): LocalDate | null {
  if (one === null || other === null) return null;
  return one > other ? one : other;
}

/** The pause that holds the clock at the end of the day: asked on it or before, and not answered by then. */
export function pauseOn(day: LocalDate, merged: readonly Pause[]): Pause | undefined {
  return merged.find(({ from, until }) => from <= day && (until === null || day < until));
}
