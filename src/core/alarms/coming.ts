import type { CaseClocks, CaseFile } from '../casefile';
import { type LocalDate, startOfLocalDay } from '../law';
import { type DueRung, rungsAhead } from './ladder';
import { recipientsOf, type Staff } from './recipients';

/** The rungs of a case that will speak to one official from a day on, soonest first, if nothing happens until then. */
export function rungsComing(
  officialId: string,
  file: CaseFile,
  clocks: CaseClocks,
  staff: Staff,
  from: LocalDate,
): DueRung[] {
  return rungsAhead(file, clocks, new Date(startOfLocalDay(from).getTime() - 1)).filter(({ rung }) =>
    recipientsOf(rung, file, staff).includes(officialId),
  );
}
