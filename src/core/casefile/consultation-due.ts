import { addDays, type LocalDate } from '../law';
import { backPlan, type BackPlanSettings } from './back-plan';
import type { CaseClock } from './clock';
import type { Consultation } from './consultation';

/**
 * The last day on which an answer is still of use: the day on which the draft lies ready, so that the municipality decides in
 * its own time; of a term in hours the day before its last. Null while no clock runs: then nothing presses.
 */
export function latestAnswer(clock: CaseClock, settings: BackPlanSettings): LocalDate | null {
  if (clock.state !== 'running') return null;
  return backPlan(clock, settings)?.draftOn ?? addDays(clock.dueOn, -1);
}

/** Until when an answer is awaited. `cut`: the deadline of the case comes before the day that the letter named, and wins. */
export function consultationDue(
  { by, askedOn }: Pick<Consultation, 'by' | 'askedOn'>,
  clock: CaseClock,
  settings: BackPlanSettings,
): { dueOn: LocalDate; cut: boolean } {
  const latest = latestAnswer(clock, settings);
  if (latest === null || by <= latest) return { dueOn: by, cut: false };
  return { dueOn: latest > askedOn ? latest : askedOn, cut: true };
}
