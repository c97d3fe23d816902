import { type Kind, KINDS } from '../casefile';
import { AREA_OUTCOMES, closedIn, openIn, type OtherKind, type Report, type ReportArea } from './report';

/** The blocks of the report, in the order in which the page and the file show them. */
export const BLOCKS = [
  'balance',
  'received',
  'answer-form',
  'answers',
  'extensions',
  'complaints',
  'complaint-reply',
  'compliance',
  'outcome-after',
  'applicants',
  'documents',
  'grounds',
  'urgent',
  'consideration',
  'notice',
  'areas',
  'area-outcomes',
] as const;
export type Block = (typeof BLOCKS)[number];

/** One number of the report, named by codes: how files and other systems read it. */
export interface Figure {
  block: Block;
  kind: Kind | 'total';
  figure: string;
  value: number;
  /** Of the blocks by subject area: which one; null without an area, missing in their sums. */
  area?: ReportArea | null;
}

/** Every figure of a report as one flat list. Sums stand in it too (`closed`, `open`, `total`). */
export function figuresOf(report: Report): Figure[] {
  const access = formFigures(report);
  return [...balanceFigures(report), ...access, ...stageFigures(report), ...areaFigures(report)];
}

const listed = (block: Block, kind: Figure['kind'], numbers: Record<string, number>, prefix = ''): Figure[] =>
  Object.entries(numbers).map(([figure, value]) => ({ block, kind, figure: prefix + figure, value }));

function balanceFigures({ balance }: Report): Figure[] {
  return [...KINDS, 'total' as const].flatMap((kind) => {
    const line = balance[kind];
    return [
      ...listed('balance', kind, { opening: line.opening, received: line.received }),
      ...listed('balance', kind, { closed: closedIn(line) }),
      ...listed('balance', kind, line.closed, 'closed.'),
      ...listed('balance', kind, { open: openIn(line) }),
      ...listed('balance', kind, line.open),
    ];
  });
}

function formFigures({ access }: Report): Figure[] {
  const of = (block: Block, numbers: Record<string, number>): Figure[] => listed(block, 'access-request', numbers);
  const { otherReasons, ...received } = access.received;
  return [
    ...of('received', { ...received, ...otherReasons }),
    ...of('answer-form', access.answerForms),
    ...of('answers', access.answers),
    ...of('extensions', { total: access.extensions }),
    ...of('complaints', access.complaints),
    ...of('complaint-reply', access.complaintReplies),
    ...of('compliance', access.compliance),
    ...of('outcome-after', access.outcomesAfter),
    ...of('applicants', access.applicants),
    ...of('documents', access.documents),
    ...of('grounds', access.grounds),
    ...of('urgent', access.urgent),
  ];
}

function stageFigures({ others }: Report): Figure[] {
  return (Object.keys(others) as OtherKind[]).flatMap((kind) => [
    ...listed('consideration', kind, { total: others[kind].total, ...others[kind].consideration }),
    ...listed('notice', kind, { total: others[kind].total, ...others[kind].notice }),
  ]);
}

/** The code of an area is in capital letters: it is never taken for `none` or `total`. */
function areaFigures({ areas, balance }: Report): Figure[] {
  if (areas.length === 0) return [];
  const codeOf = (area: ReportArea | null): string => area?.code ?? 'none';
  const received = [...KINDS, 'total' as const].flatMap((kind): Figure[] => [
    { block: 'areas', kind, figure: 'total', value: balance[kind].received },
    ...areas.map((line) => ({
      ...{ block: 'areas' as const, kind, figure: codeOf(line.area) },
      ...{ value: line.received[kind], area: line.area },
    })),
  ]);
  const outcomes = areas.flatMap(({ area, access: line }) =>
    (['total', ...AREA_OUTCOMES] as const).map((outcome): Figure => ({
      ...{ block: 'area-outcomes', kind: 'access-request', figure: `${codeOf(area)}.${outcome}` },
      ...{ value: line[outcome], area },
    })),
  );
  return [...received, ...outcomes];
}
