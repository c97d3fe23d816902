import type { ImportRow, Official } from '../../records';
import { formatDateTime, formatNumber, type Lang, type Words } from '../../platform/views';
import { COLUMN_NAMES, type ImportProblem } from './columns';
import type { ImportResult } from './register-imports';

/** Of a file full of the same mistake, this many lines are enough to see it. */
export const PROBLEMS_SHOWN = 100;

/** Why something was refused, in the reader's language. */
export const reasonOf = ({ code, vars }: Pick<ImportProblem, 'code' | 'vars'>, t: Words): string =>
  t(`import:problem.${code}`, vars);

/** The problems of a file as a table; `count`: how many there are, when not all of them are at hand. */
export function problemsView(problems: readonly ImportProblem[], count: number, t: Words): Record<string, unknown> {
  const rows = problems
    .slice(0, PROBLEMS_SHOWN)
    .map((problem) => [
      { text: problem.line ?? '–', header: true },
      problem.column ?? t(problem.line === null ? 'import:refused.wholeFile' : 'import:refused.wholeRow'),
      reasonOf(problem, t),
    ]);
  return {
    count,
    shown: count > PROBLEMS_SHOWN ? t('import:refused.shown', { shown: PROBLEMS_SHOWN, count }) : null,
    table: {
      caption: t('import:refused.caption'),
      head: [t('import:refused.line'), t('import:refused.column'), t('import:refused.reason')],
      rows,
      scroll: true,
    },
  };
}

/** What a trial found, as a list of numbers. */
export function trialView(result: Omit<ImportResult, 'done'>, t: Words, lang: Lang): Record<string, unknown> {
  const number = (value: number): string => formatNumber(value, lang);
  return {
    good: result.problems.length === 0,
    nothing: result.problems.length === 0 && result.added === 0,
    rows: [
      { key: t('import:would.rows'), text: number(result.rows) },
      { key: t('import:would.added'), text: number(result.added) },
      { key: t('import:would.same'), text: number(result.unchanged) },
      { key: t('import:would.differing'), text: number(result.differing) },
      ...(result.yearAdded > 0 ? [{ key: t('import:would.yearAdded'), text: number(result.yearAdded) }] : []),
    ],
  };
}

export const columnsTable = (t: Words): Record<string, unknown> => ({
  caption: t('import:columns.caption'),
  captionHidden: true,
  head: [t('import:columns.name'), t('import:columns.meaning')],
  rows: COLUMN_NAMES.map((name) => [{ text: name, header: true }, t(`import:column.${name}`)]),
  scroll: true,
});

export function earlierTable(
  imports: readonly ImportRow[],
  officials: readonly Official[],
  t: Words,
  lang: Lang,
): Record<string, unknown> | null {
  if (imports.length === 0) return null;
  const names = new Map(officials.map(({ id, name }) => [id, name]));
  const numeric = (value: number): object => ({ text: formatNumber(value, lang), numeric: true });
  return {
    caption: t('import:earlier.caption'),
    captionHidden: true,
    head: [
      t('import:earlier.when'),
      t('import:earlier.file'),
      t('import:earlier.by'),
      { text: t('import:earlier.added'), numeric: true },
      { text: t('import:earlier.unchanged'), numeric: true },
    ],
    rows: imports.map(({ at, fileName, byId, added, unchanged }) => [
      { text: formatDateTime(at, lang), header: true },
      fileName,
      names.get(byId) ?? t('import:earlier.system'),
      numeric(added),
      numeric(unchanged),
    ]),
    scroll: true,
  };
}
