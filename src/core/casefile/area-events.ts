import type { Happened } from './happened';

/** The case was given a subject area of the institution's list, another one, or none (null). */
export interface AreaSet extends Happened {
  type: 'area-set';
  /** The code of the entry. */
  area: string | null;
}
