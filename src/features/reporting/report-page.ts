import { type Kind, KINDS } from '../../core/casefile';
import { type Block, closedIn, type Figure, figuresOf, lastDayOf, openIn, type Report } from '../../core/report';
import type { Lang, Words } from '../../platform/views';
import { areaTables, type Line } from './area-tables';
import { labelOf } from './labels';

/** One bar of a chart: the number always stands beside it in figures. */
interface Bar {
  label: string;
  value: number;
  kind?: 'good' | 'warn' | 'bad' | 'calm';
}

interface Chart {
  block: Block;
  caption: string;
  label: string;
  rows: Bar[];
  note?: string;
}

const CHARTS: readonly Block[] = [
  'received',
  'answers',
  'answer-form',
  'complaints',
  'complaint-reply',
  'compliance',
  'outcome-after',
  'applicants',
  'documents',
  'grounds',
  'urgent',
];
const NOTES: Partial<Record<Block, string>> = { answers: 'report:timeNote', grounds: 'report:groundsNote' };
const COLOURS: Record<string, Bar['kind']> = {
  granted: 'good',
  first: 'good',
  inTime: 'good',
  'in-time': 'good',
  extended: 'warn',
  partial: 'warn',
  late: 'bad',
  unanswered: 'bad',
  silent: 'bad',
  none: 'bad',
  pending: 'calm',
  total: 'calm',
};
const SUMS: readonly string[] = ['opening', 'received', 'closed', 'open', 'total'];
/** A column for every ground would drown the few that were used. */
const ONLY_USED: readonly Block[] = ['grounds', 'outcome-after'];

/** What the page of a report shows, from the report alone. */
export function reportPage(report: Report, t: Words, lang: Lang): Record<string, unknown> {
  const { balance, access, period } = report;
  const figures = figuresOf(report);
  return {
    period,
    running: lastDayOf(period) < period.to,
    empty: balance.total.opening + balance.total.received === 0,
    key: {
      received: access.received.total,
      granted: access.received.granted,
      inTime: access.answers.first,
      answers: access.answers.total,
      unanswered: access.received.unanswered,
    },
    sum: {
      opening: balance.total.opening,
      received: balance.total.received,
      closed: closedIn(balance.total),
      open: openIn(balance.total),
    },
    balance: balanceTable(figures, t, lang),
    charts: CHARTS.flatMap((block) => chartOf(block, figures, t, lang) ?? []),
    extensions: access.extensions,
    others: Object.values(report.others).some(({ total }) => total > 0),
    stages: (['consideration', 'notice'] as const).map((stage) => stageTable(stage, figures, t, lang)),
    areas: areaTables(report, t, lang),
  };
}

function chartOf(block: Block, figures: readonly Figure[], t: Words, lang: Lang): Chart | null {
  const own = figures.filter((figure) => figure.block === block);
  const shown = ONLY_USED.includes(block) ? own.filter(({ value }) => value > 0) : own;
  if (shown.every(({ value }) => value === 0)) return null;
  const rows = shown.map(({ figure, value }) => {
    const kind = COLOURS[figure];
    return { label: labelOf({ block, figure }, t, lang), value, ...(kind ? { kind } : {}) };
  });
  const note = NOTES[block];
  const caption = t(`report:block.${block}`);
  return { block, caption, label: t('report:figureColumn'), rows, ...(note ? { note: t(note) } : {}) };
}

/** Rows are figures, columns are kinds. */
function balanceTable(figures: readonly Figure[], t: Words, lang: Lang): Record<string, unknown> {
  const kinds: readonly (Kind | 'total')[] = [...KINDS, 'total'];
  const heads = kinds.map((kind) => t(kind === 'total' ? 'report:total' : `common:kindShort.${kind}`));
  return table('balance', kinds, heads, figures, t, lang);
}

function stageTable(
  block: 'consideration' | 'notice',
  figures: readonly Figure[],
  t: Words,
  lang: Lang,
): Record<string, unknown> {
  const kinds = KINDS.filter((kind) => kind !== 'access-request');
  const heads = kinds.map((kind) => t(`common:kindShort.${kind}`));
  return table(block, kinds, heads, figures, t, lang);
}

function table(
  block: Block,
  kinds: readonly (Kind | 'total')[],
  heads: string[],
  figures: readonly Figure[],
  t: Words,
  lang: Lang,
): Record<string, unknown> {
  const own = figures.filter((figure) => figure.block === block);
  const names = [...new Set(own.map(({ figure }) => figure))];
  const valueOf = (kind: Kind | 'total', name: string): number =>
    own.find((figure) => figure.kind === kind && figure.figure === name)?.value ?? 0;
  const rows = names.map((figure): Line => ({
    label: labelOf({ block, figure }, t, lang),
    part: !SUMS.includes(figure),
    values: kinds.map((kind) => valueOf(kind, figure)),
  }));
  return { caption: t(`report:block.${block}`), label: t('report:figureColumn'), heads, rows };
}
