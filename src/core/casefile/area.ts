import type { LocalDate } from '../law';
import type { AreaSet } from './area-events';
import type { CaseFile } from './case-file';
import { NotAllowed } from './not-allowed';

/** Also on a closed case: it moves no deadline, and lists are sorted later as well. */
export function setArea(file: CaseFile, area: string | null, today: LocalDate): AreaSet {
  if (area === file.area) throw new NotAllowed('area.same');
  return { type: 'area-set', occurredOn: today, area };
}
