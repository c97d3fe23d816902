import type { LocalDate } from '../../core/law';
import type { Official } from '../../records';

/** Whether the last day of a time-boxed access has passed. */
export const accessEnded = ({ accessUntil }: Pick<Official, 'accessUntil'>, today: LocalDate): boolean =>
  Boolean(accessUntil && accessUntil < today);

/** Whether an official takes part in the work: can head a directorate, be on call, stand in. An auditor only reads. */
export const worksHere = ({ active, role }: Pick<Official, 'active' | 'role'>): boolean => active && role !== 'auditor';

/** Whether an official is let in today: active, and within the days that they were given. Asked with every request. */
export const mayEnter = (official: Pick<Official, 'active' | 'accessUntil'>, today: LocalDate): boolean =>
  official.active && !accessEnded(official, today);
