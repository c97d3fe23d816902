import {
  type Condition,
  conditions,
  conditionsOf,
  unitIndex,
  type Values,
  visibleAtAll,
  WHOLE,
  whose,
} from './queue-conditions';
import type { Cursor, QueueFilter, QueueOrder } from './queue-filter';

export type { Values } from './queue-conditions';

/**
 * Names the index that a question is to walk. SQLite has no statistics here and would often choose another and sort;
 * PostgreSQL finds it by itself.
 */
export type Hint = (index: string) => string;
export const hintOf = (dialect: string): Hint =>
  dialect === 'postgres' ? () => '' : (index) => ` INDEXED BY ${index}`;

/** Cases by their ids. Without it SQLite would walk the whole institution for them. */
export const BY_ID = 'sqlite_autoindex_case_files_1';

/** The index in whose order the deadlines of a filter's cases lie, closest to what is asked. */
function indexOf(filter: QueueFilter, isOpen: boolean): string {
  const state = isOpen ? 'open' : 'shut';
  // Whoever sees a part of the cases only is found by an index that knows whose they are.
  const all = filter.visible.orAssigneeId === undefined;
  const leads = ({ index, unsorted, wide }: Condition): boolean =>
    index?.[state] !== undefined && !unsorted && !(wide && isOpen && !all);
  return (
    conditionsOf(filter).find(leads)?.index?.[state] ?? (isOpen ? 'case_files_open_by_due' : 'case_files_open_due')
  );
}

/** The ways into the table: each is led by one index. Together they find every visible case, some twice. */
function ways(filter: QueueFilter, isOpen: boolean, values: Values): { sql: string; index: string }[] {
  const { visible, assignee, directorate, area, kind, status } = filter;
  const asked =
    filter.waiting ??
    assignee ??
    directorate ??
    (area === 'none' ? undefined : area) ??
    kind ??
    (['open', 'all', 'closed'].includes(status) ? undefined : status);
  if (visible.orAssigneeId === undefined || asked !== undefined)
    return [{ sql: visibleAtAll(filter, values), index: indexOf(filter, isOpen) }];
  return whose(visible, values).map(({ sql, by }) => ({
    sql: `${WHOLE} AND ${sql}`,
    index: by === 'kind' ? 'case_files_kind_due' : unitIndex(by)[isOpen ? 'open' : 'shut'],
  }));
}

export function statesOf({ status, waiting }: QueueFilter): boolean[] {
  if (waiting && status === 'all') return [true];
  return status === 'all' ? [true, false] : [status !== 'closed'];
}

/** Said as a value and as a condition: the first finds whole indices, the second those of open cases alone. */
export function stateSql(isOpen: boolean, values: Values): string {
  values[isOpen ? 'open' : 'shut'] = isOpen;
  return isOpen ? 'c.is_open = :open AND c.is_open' : 'c.is_open = :shut';
}

/**
 * The queue is asked in pieces, each of which one index answers in order without sorting: what runs in days and what runs
 * in hours, open and closed, and for directorate staff their directorate's cases and their own. The pieces are merged
 * afterwards (`Queue.page`). With 100,000 open cases a page reads some hundred rows. Here: what lies beyond the cursor in
 * one direction by deadline, `limit` rows of each piece.
 */
export function pieces(
  filter: QueueFilter,
  from: Cursor | undefined,
  ascending: boolean,
  limit: number,
  values: Values,
  hint: Hint,
): string[] {
  const rest = conditions(filter, values);
  const [beyond, order] = ascending ? ['>', 'ASC'] : ['<', 'DESC'];
  if (from)
    Object.assign(values, { fromOn: from.dueOn, fromId: from.id, ...(from.dueAt ? { fromAt: from.dueAt } : {}) });
  // An urgent case comes before the others of its day.
  const inDays = !from
    ? []
    : from.dueAt
      ? [`c.due_on ${ascending ? '>=' : '<'} :fromOn`]
      : [`(c.due_on, c.id) ${beyond} (:fromOn, :fromId)`];
  const inHours = !from
    ? []
    : from.dueAt
      ? [`(c.due_at, c.id) ${beyond} (:fromAt, :fromId)`]
      : [`c.due_on ${ascending ? '>' : '<='} :fromOn`];
  const piece = (index: string, where: string[], by: string): string =>
    `SELECT ${COLUMNS} FROM case_files c${hint(index)} WHERE ${where.join(' AND ')} ORDER BY c.${by} ${order}, c.id ${order} LIMIT ${limit}`;
  return statesOf(filter).flatMap((isOpen) => {
    const state = stateSql(isOpen, values);
    const inHour = [visibleAtAll(filter, values), state, "c.due_at > ''", ...rest, ...inHours];
    return [
      ...ways(filter, isOpen, values).map(({ sql, index }) =>
        piece(index, [sql, state, 'c.due_at IS NULL', ...rest, ...inDays], 'due_on'),
      ),
      // No closed case has an hour.
      ...(isOpen ? [piece('case_files_urgent_due', inHour, 'due_at')] : []),
    ];
  });
}

const WALKS = {
  received: { column: 'c.received_on', open: 'case_files_open_by_receipt', shut: 'case_files_received' },
  reference: { column: 'c.reference', open: 'case_files_open_by_number', shut: 'case_files_reference' },
} as const;

/** The pieces of a page that is walked by the day of receipt or by the protocol number: open cases, and closed ones. */
export function walks(
  filter: QueueFilter,
  by: Exclude<QueueOrder['by'], 'due'> & keyof typeof WALKS,
  from: Cursor | undefined,
  ascending: boolean,
  limit: number,
  values: Values,
  hint: Hint,
): string[] {
  const { column } = WALKS[by];
  const rest = conditions(filter, values);
  const [beyond, order] = ascending ? ['>', 'ASC'] : ['<', 'DESC'];
  // No two cases have the same number; on one day there are many.
  const unique = by === 'reference';
  if (from) Object.assign(values, { fromAt: from.at ?? '', ...(unique ? {} : { fromId: from.id }) });
  const place = unique ? `${column} ${beyond} :fromAt` : `(${column}, c.id) ${beyond} (:fromAt, :fromId)`;
  return statesOf(filter).map((isOpen) => {
    const where = [visibleAtAll(filter, values), stateSql(isOpen, values), ...rest, ...(from ? [place] : [])];
    const index = WALKS[by][isOpen ? 'open' : 'shut'];
    const sorted = unique ? `${column} ${order}` : `${column} ${order}, c.id ${order}`;
    return `SELECT ${COLUMNS} FROM case_files c${hint(index)} WHERE ${where.join(' AND ')} ORDER BY ${sorted} LIMIT ${limit}`;
  });
}

export const COLUMNS = [
  'c.id AS "id"',
  'c.reference AS "reference"',
  'c.subject AS "subject"',
  'c.kind AS "kind"',
  'c.status AS "status"',
  'c.outcome AS "outcome"',
  'c.urgent AS "urgent"',
  'c.assignee_id AS "assigneeId"',
  'c.directorate_id AS "directorateId"',
  'c.subject_area AS "subjectArea"',
  'c.received_on AS "receivedOn"',
  'c.due_on AS "dueOn"',
  'c.due_at AS "dueAt"',
  'c.paused_since AS "pausedSince"',
  'c.complaint_stage AS "complaintStage"',
  'c.version AS "version"',
  `EXISTS (SELECT 1 FROM notices n WHERE n.case_id = c.id AND n.ack_state = 'wanted') AS "asked"`,
].join(', ');

/** A question whose parameters are its own: `prefix` sets them apart from those of others beside it. */
export function setApart(sql: string, own: Values, prefix: string, values: Values): string {
  for (const [name, value] of Object.entries(own)) values[prefix + name] = value;
  return sql.replace(/:([a-zA-Z]\w*)/g, `:${prefix}$1`);
}

/** How many cases fit, counting no further than `limit`. The parameters are this count's own. */
export function countSql(filter: QueueFilter, limit: number, prefix: string, values: Values, hint: Hint): string {
  const own: Values = { institutionId: filter.institutionId };
  const rest = conditions(filter, own);
  const some = statesOf(filter).map((isOpen) => {
    const where = [visibleAtAll(filter, own), stateSql(isOpen, own), ...rest].join(' AND ');
    return `SELECT * FROM (SELECT 1 FROM case_files c${hint(indexOf(filter, isOpen))} WHERE ${where} LIMIT ${limit}) p`;
  });
  const sql = `SELECT count(*) FROM (SELECT 1 FROM (${some.join(' UNION ALL ')}) a LIMIT ${limit}) counted`;
  return `(${setApart(sql, own, prefix, values)})`;
}

/** The visible case with exactly this reference. */
export const exactSql = (filter: QueueFilter, values: Values): string =>
  `SELECT ${COLUMNS} FROM case_files c WHERE c.reference = :reference AND ${visibleAtAll(filter, values)}`;

/** The visible cases among these. */
export function chosenSql(filter: QueueFilter, ids: readonly string[], values: Values, hint: Hint): string {
  const names = ids.map((id, i) => {
    values[`only${i}`] = id;
    return `:only${i}`;
  });
  return `SELECT ${COLUMNS} FROM case_files c${hint(BY_ID)} WHERE c.id IN (${names.join(', ')}) AND ${visibleAtAll(filter, values)}`;
}
