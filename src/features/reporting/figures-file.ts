import { stringify } from 'csv-stringify/sync';
import { figuresOf, type Report } from '../../core/report';
import type { Lang, Words } from '../../platform/views';
import { labelOf } from './labels';

/**
 * Every figure of a report as CSV in UTF-8 (with a byte order mark, so that spreadsheets read ë and č), one a row:
 * from, to, as_of, block, kind, figure (codes), label (words of the page), number.
 */
export function figuresFile(report: Report, t: Words, lang: Lang): string {
  const { from, to, asOf } = report.period;
  const rows = figuresOf(report).map((figure) => ({
    from,
    to,
    as_of: asOf,
    block: figure.block,
    kind: figure.kind,
    figure: figure.figure,
    label: `${t(`report:block.${figure.block}`)}: ${labelOf(figure, t, lang)}`,
    number: figure.value,
  }));
  return stringify(rows, { header: true, bom: true, escape_formulas: true });
}
