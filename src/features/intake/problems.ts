import type { PageLanguage } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { uploadFaults } from '../../platform/files';
import type { FieldProblem } from '../../platform/intake';
import { formatDate, formatNumber, type Words } from '../../platform/views';
import type { PageRequest } from '../../platform/web/request';

/** A problem as the templates show it: in the summary, and beside its field. */
export interface ShownError {
  field: string;
  text: string;
  href: string;
}

/** Problems in words; numbers and days as the language writes them. */
export function shownErrors(problems: readonly FieldProblem[], t: Words, lang: PageLanguage): ShownError[] {
  return problems.map(({ field, code, vars = {} }) => {
    const words = Object.entries(vars).map(([name, value]) => {
      if (name === 'day') return [name, formatDate(value as LocalDate, lang)];
      return [name, typeof value === 'number' && name !== 'count' ? formatNumber(value, lang) : value];
    });
    const href = `#${field === 'submissionKey' ? 'subject' : field}`;
    return { field, text: t(`intake:problem.${code}`, Object.fromEntries(words) as Record<string, unknown>), href };
  });
}

/** What is wrong with the files of a form. */
export async function fileProblems(req: PageRequest): Promise<FieldProblem[]> {
  return (await uploadFaults(req)).map((fault) => ({ field: 'files', ...fault }));
}
