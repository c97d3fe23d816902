import type { CaseFile } from '../casefile';
import { type LocalDate, startOfLocalDay } from '../law';
import { type DueRung, rungsOf } from './ladder';
import type { AlarmClocks } from './policy';
import { recipientsOf, type Staff } from './recipients';

/**
 * The rungs of a case that fall due for one official from a day on, soonest first, if nothing happens until then: by their
 * own days, whatever hour they wait for. Who is away on the day of a rung is not told of it; the stand-in is.
 */
export function rungsComing(
  officialId: string,
  file: CaseFile,
  clocks: AlarmClocks,
  staff: Staff,
  from: LocalDate,
): DueRung[] {
  return rungsOf(file, clocks)
    .filter(({ nominal }) => nominal >= startOfLocalDay(from))
    .filter(({ rung, on }) =>
      recipientsOf(rung, file, { ...staff, on: on < staff.on ? staff.on : on }).includes(officialId),
    )
    .sort((a, b) => a.nominal.getTime() - b.nominal.getTime());
}
