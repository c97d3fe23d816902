import type { StatuteVersion, Term } from './statute';

/** A list of laws by which nothing can be counted; the message names what is wrong, for whoever wrote it. */
export class UnsoundStatutes extends Error {
  override readonly name = 'UnsoundStatutes';
}

/**
 * Refuses a list of laws in which a day could choose two versions, or a number stands without its source.
 * Throws UnsoundStatutes with a sentence that names both versions, or the version and the term.
 */
export function assertStatutesSound(list: readonly StatuteVersion[]): void {
  for (const statute of list) assertVersionSound(statute);
  list.forEach((one, index) => {
    for (const other of list.slice(index + 1)) {
      if (related(one, other) && overlap(one, other)) {
        throw new UnsoundStatutes(`Two versions are in force on the same day: ${nameOf(one)} and ${nameOf(other)}.`);
      }
    }
  });
}

function assertVersionSound(statute: StatuteVersion): void {
  if (statute.until !== null && statute.until < statute.from) {
    throw new UnsoundStatutes(`A version ends before it begins: ${nameOf(statute)}.`);
  }
  if (statute.cite.trim() === '') throw new UnsoundStatutes(`A version without its source: ${nameOf(statute)}.`);
  const seen = new Set<string>();
  for (const term of statute.terms) {
    if (seen.has(term.procedure)) throw new UnsoundStatutes(`Two terms for ${term.procedure} in ${nameOf(statute)}.`);
    seen.add(term.procedure);
    assertTermSound(term, statute);
  }
  for (const { matter, cite } of statute.thresholds ?? []) {
    if (cite.trim() === '')
      throw new UnsoundStatutes(`A threshold without its source: ${matter} in ${nameOf(statute)}.`);
  }
}

function assertTermSound(term: Term, statute: StatuteVersion): void {
  if (term.cite.trim() === '')
    throw new UnsoundStatutes(`A term without its source: ${term.procedure} in ${nameOf(statute)}.`);
  if (!Number.isInteger(term.length) || term.length < 1) {
    throw new UnsoundStatutes(`A term must be a whole number of units: ${term.procedure} in ${nameOf(statute)}.`);
  }
}

function related(one: StatuteVersion, other: StatuteVersion): boolean {
  if (one.statute === other.statute) return true;
  return one.terms.some((term) => other.terms.some(({ procedure }) => procedure === term.procedure));
}

function overlap(one: StatuteVersion, other: StatuteVersion): boolean {
  return (other.until === null || one.from <= other.until) && (one.until === null || other.from <= one.until);
}

function nameOf(statute: StatuteVersion): string {
  return `${statute.statute} ${statute.version} (${statute.from} to ${statute.until ?? 'today'})`;
}
