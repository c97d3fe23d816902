import type { LocalDate } from '../law';
import type { CaseFile } from './case-file';
import type { Happened } from './happened';
import { NotAllowed } from './not-allowed';

/** The case was given a subject area of the institution's list, another one, or none (null). */
export interface AreaSet extends Happened {
  type: 'area-set';
  /** The code of the entry. */
  area: string | null;
}

/** Also on a closed case: it moves no deadline, and lists are sorted later as well. */
export function setArea(file: CaseFile, area: string | null, today: LocalDate): AreaSet {
  if (area === file.area) throw new NotAllowed('area.same');
  return { type: 'area-set', occurredOn: today, area };
}
