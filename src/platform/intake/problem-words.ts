import type { PageLanguage } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { formatDate, formatNumber, type Words } from '../views';
import type { FieldProblem } from './submission';

/** A problem as the templates show it: in the summary, and beside its field. */
export interface ShownError {
  field: string;
  text: string;
  href: string;
}

/** Problems in words; numbers and days as the language writes them. */
export function problemWords(problems: readonly FieldProblem[], t: Words, lang: PageLanguage): ShownError[] {
  return problems.map(({ field, code, vars = {} }) => {
    const words = Object.entries(vars).map(([name, value]) => {
      if (name === 'day') return [name, formatDate(value as LocalDate, lang)];
      return [name, typeof value === 'number' && name !== 'count' ? formatNumber(value, lang) : value];
    });
    const href = `#${field === 'submissionKey' ? 'subject' : field}`;
    return { field, text: t(`intake:problem.${code}`, Object.fromEntries(words) as Record<string, unknown>), href };
  });
}
