import type { LocalDate } from '../law';

/** Days on which an official is away, both included (Europe/Belgrade), and who stands in; null: nobody. */
export interface Absence {
  officialId: string;
  standInId: string | null;
  fromOn: LocalDate;
  untilOn: LocalDate;
}

/** Who is away on a day; of several absences on one day the one that was entered last counts. */
export function absentOn(absences: readonly Absence[], on: LocalDate): Map<string, string | null> {
  const absent = new Map<string, string | null>();
  for (const { officialId, standInId, fromOn, untilOn } of absences) {
    if (fromOn <= on && on <= untilOn) absent.set(officialId, standInId);
  }
  return absent;
}

/**
 * Who does the work of an official: the official, or the stand-in, or whoever stands in for that one, and so on. Null when
 * nobody does: the chain ends at nobody, at one who left, or comes back to somebody who is away.
 */
export function presentFor(
  officialId: string,
  absent: ReadonlyMap<string, string | null>,
  isActive: (id: string) => boolean,
): string | null {
  const seen = new Set<string>();
  for (let id: string | null = officialId; id !== null && isActive(id) && !seen.has(id);) {
    const standIn = absent.get(id);
    if (standIn === undefined) return id;
    seen.add(id);
    id = standIn;
  }
  return null;
}

/** For whom an official stands in today, themselves or at the end of a chain. */
export function standsInFor(
  officialId: string,
  absences: readonly Absence[],
  on: LocalDate,
  isActive: (id: string) => boolean,
): string[] {
  const absent = absentOn(absences, on);
  return [...absent.keys()].filter((id) => id !== officialId && presentFor(id, absent, isActive) === officialId).sort();
}
