import type { LocalDate } from './local-date';
import type { Procedure } from './procedure';
import type { StatuteVersion, Term } from './statute';
import { statutes } from './statutes';

/** No law that the product knows sets this term on that day: it cannot be computed, and is not guessed. */
export class NoStatute extends Error {
  readonly code = 'law.no-statute';

  constructor(
    readonly procedure: Procedure,
    readonly trigger: LocalDate,
  ) {
    super(`No statute sets a term for ${procedure} on ${trigger}.`);
    this.name = 'NoStatute';
  }
}

/** Whether the version is the law on that day. */
export function inForce({ from, until }: StatuteVersion, day: LocalDate): boolean {
  return from <= day && (until === null || day <= until);
}

/** The version of the law in force on the day of the trigger. Throws NoStatute. */
export function statuteFor(procedure: Procedure, trigger: LocalDate): StatuteVersion {
  return termFor(procedure, trigger).statute;
}

/** The version of the law in force on the day of the trigger, and the term that it sets. Throws NoStatute. */
export function termFor(procedure: Procedure, trigger: LocalDate): { statute: StatuteVersion; term: Term } {
  for (const statute of statutes) {
    if (!inForce(statute, trigger)) continue;
    const term = statute.terms.find((candidate) => candidate.procedure === procedure);
    if (term) return { statute, term };
  }
  throw new NoStatute(procedure, trigger);
}
