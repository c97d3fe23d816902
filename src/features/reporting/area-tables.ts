import { KINDS } from '../../core/casefile';
import { AREA_OUTCOMES, type AreaLine, type Report } from '../../core/report';
import type { Lang, Words } from '../../platform/views';
import { areaName } from './labels';

/** A row of a table of figures; a part belongs to the sum above it. */
export interface Line {
  label: string;
  part: boolean;
  values: number[];
}

/** The two tables by subject area: what was received of each kind, and how the requests for access stand. */
export function areaTables({ areas, balance }: Report, t: Words, lang: Lang): Record<string, unknown>[] {
  if (areas.length === 0) return [];
  const kinds = [...KINDS, 'total'] as const;
  const ends = ['total', ...AREA_OUTCOMES] as const;
  const received = table('areas', t, {
    heads: kinds.map((kind) => t(kind === 'total' ? 'report:total' : `common:kindShort.${kind}`)),
    whole: kinds.map((kind) => balance[kind].received),
    rows: areas.map((line) =>
      lineOf(
        line,
        kinds.map((kind) => line.received[kind]),
        t,
        lang,
      ),
    ),
  });
  if (balance['access-request'].received === 0) return [received];
  const outcomes = table('area-outcomes', t, {
    heads: ends.map((end) => t(end === 'total' ? 'report:total' : `report:received.${end}`)),
    whole: ends.map((end) => areas.reduce((sum, { access }) => sum + access[end], 0)),
    rows: areas.map((line) =>
      lineOf(
        line,
        ends.map((end) => line.access[end]),
        t,
        lang,
      ),
    ),
  });
  return [received, outcomes];
}

const lineOf = ({ area }: AreaLine, values: number[], t: Words, lang: Lang): Line => ({
  label: areaName(area, t, lang),
  part: true,
  values,
});

function table(
  block: 'areas' | 'area-outcomes',
  t: Words,
  { heads, whole, rows }: { heads: string[]; whole: number[]; rows: Line[] },
): Record<string, unknown> {
  const all: Line = { label: t('report:areas.total'), part: false, values: whole };
  return { caption: t(`report:block.${block}`), label: t('report:areas.column'), heads, rows: [all, ...rows] };
}
