import { addDays, type LocalDate } from '../../core/law';
import { RETENTION_GRACE_DAYS, RETENTION_MONTHS, type RetentionRule } from '../../core/casefile';
import { lineOf } from '../../platform/casework';

export interface RetentionForm {
  /** As typed; empty: nothing is taken away. */
  months: string;
}

/** Reads the form. `rule` is undefined where nothing is to be taken away; `problem` is a code of `retention:problem`. */
export function readRetentionForm(
  body: unknown,
  present: RetentionRule | undefined,
  today: LocalDate,
): { form: RetentionForm; problem: string | null; rule: RetentionRule | undefined } {
  const form = { months: lineOf((body ?? {}) as Record<string, unknown>, 'months') };
  if (form.months === '') return { form, problem: null, rule: undefined };
  const months = /^\d{1,3}$/.test(form.months) ? Number(form.months) : 0;
  if (months < RETENTION_MONTHS.fewest || months > RETENTION_MONTHS.most)
    return { form, problem: 'months', rule: undefined };
  // A longer time takes nothing away sooner: it needs no days to think again.
  const later = present !== undefined && months >= present.months;
  return { form, problem: null, rule: { months, from: later ? present.from : addDays(today, RETENTION_GRACE_DAYS) } };
}
