import type { RestReason } from './calendar';
import type { LocalDate } from './local-date';

/**
 * `day-zero`: the day of the trigger. `counted`: a day of the first term. `extended`: a day that the extension added.
 * `weekend`, `holiday`: passed over by a count of working days. `paused`: the applicant was asked and had not answered.
 * `restarted`: counted once, but the applicant's answer let the whole term run anew. `rolled`: after the count, because its
 * end was a rest day; the last one is the working day on which the term ends.
 */
export const passportReasons = [
  'day-zero',
  'counted',
  'weekend',
  'holiday',
  'paused',
  'restarted',
  'rolled',
  'extended',
] as const;
export type PassportReason = (typeof passportReasons)[number];

/** One day of the walk; `count` is its number, null where it does not count; `rest` says why offices are closed. */
export interface PassportDay {
  readonly day: LocalDate;
  readonly count: number | null;
  readonly reason: PassportReason;
  readonly rest?: RestReason;
}
