import { inForce, NoStatute } from './choose';
import type { LocalDate } from './local-date';
import type { StatuteCite, Threshold } from './statute';
import { statutes } from './statutes';

/** The signatures that a law asks for, as it stood on a day. */
export interface ThresholdInForce extends Threshold {
  readonly statute: Pick<StatuteCite, 'statute' | 'version'>;
}

/** The threshold in force on the day on which signatures were handed in. Throws NoStatute. */
export function thresholdFor(matter: Threshold['matter'], day: LocalDate): ThresholdInForce {
  for (const law of statutes) {
    if (!inForce(law, day)) continue;
    const found = law.thresholds?.find((one) => one.matter === matter);
    if (found) return { ...found, statute: { statute: law.statute, version: law.version } };
  }
  throw new NoStatute('initiative.consider', day);
}

/**
 * How many signatures a share of the registered voters is: part of a person counts as a person, because fewer would be less
 * than the share. Throws RangeError for a number of voters that is none.
 */
export function signaturesNeeded(voters: number, percent: number): number {
  if (!Number.isInteger(voters) || voters < 0) throw new RangeError(`Not a number of voters: ${voters}.`);
  return Math.ceil((voters * percent) / 100);
}
