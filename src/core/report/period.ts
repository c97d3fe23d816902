import { isLocalDate, localDate, type LocalDate } from '../law';
import { readDay } from './read-day';

/** What a report is about: both days belong to the period, and nothing that happened after `asOf` counts. */
export interface ReportPeriod {
  from: LocalDate;
  to: LocalDate;
  asOf: LocalDate;
}

export type PeriodField = 'from' | 'to' | 'asOf';
export type PeriodProblem =
  'not-a-day' | 'ends-before-it-begins' | 'as-of-before-period' | 'as-of-in-future' | 'not-begun';

export interface PeriodError {
  field: PeriodField;
  code: PeriodProblem;
}

/** What was typed; an empty field means its default: the whole year, as of today. */
export type TypedPeriod = Partial<Record<PeriodField, string>>;

/** The last day on which anything can count: the end of the period, or the as-of day when that comes first. */
export const lastDayOf = (period: ReportPeriod): LocalDate => (period.asOf < period.to ? period.asOf : period.to);

/** A period of one calendar year, or any other that was typed. Errors are codes, one for each field at most. */
export function readPeriod(
  year: number,
  typed: TypedPeriod,
  today: LocalDate,
): { period: ReportPeriod } | { errors: PeriodError[] } {
  const errors: PeriodError[] = [];
  const day = (field: PeriodField, otherwise: LocalDate): LocalDate => {
    const text = typed[field]?.trim();
    if (!text) return otherwise;
    const read = readDay(text);
    if (read === null) errors.push({ field, code: 'not-a-day' });
    return read ?? otherwise;
  };
  const period = {
    from: day('from', localDate(`${year}-01-01`)),
    to: day('to', localDate(`${year}-12-31`)),
    asOf: day('asOf', today),
  };
  if (errors.length > 0) return { errors };
  if (period.to < period.from) errors.push({ field: 'to', code: 'ends-before-it-begins' });
  if (period.asOf > today) errors.push({ field: 'asOf', code: 'as-of-in-future' });
  else if (period.from > today) errors.push({ field: 'from', code: 'not-begun' });
  else if (period.asOf < period.from) errors.push({ field: 'asOf', code: 'as-of-before-period' });
  return errors.length > 0 ? { errors } : { period };
}

/** A year that a register can be about, from the address of a page; null for anything else. */
export function readYear(text: string): number | null {
  return /^\d{4}$/.test(text) && isLocalDate(`${text}-01-01`) ? Number(text) : null;
}
