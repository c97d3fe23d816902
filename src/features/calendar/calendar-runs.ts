import type { Broken } from '../../platform/long-actions';
import type { Refused } from './calendar.service';
import type { Asked } from './planning';

/** A change by which many open cases are counted anew, as the worker is told of it. */
export interface CalendarRunFacts {
  /** The form on which it was asked for. */
  page: string;
  change: Asked;
  /** What the person saw. */
  basisId: string;
}

/** What came of it. `broken`: nothing was changed. */
export type CalendarRunResult =
  { moved: number } | { stale: true } | { refused: Refused['refused'] } | { broken: Broken };
