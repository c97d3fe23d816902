import { type Kind, KINDS, type Status, STATUSES } from '../../core/casefile';
import { cleanLine } from '../../platform/intake';
import { type Cursor, GROUPED, readCursor, WALKED } from '../../records';
import { COLUMNS, type ColumnName } from './queue-columns';
import { DUE_WINDOWS, type DueWindow, RECEIVED_WINDOWS, type ReceivedWindow } from './queue-windows';

export const SORTS = [...WALKED, ...GROUPED] as const;
export type Sort = (typeof SORTS)[number];

/** What the address of a queue page says; anything that cannot be meant is dropped, so that an old link still opens. */
export interface QueueQuery {
  status: Status | 'open' | 'all' | 'complaints';
  kind?: Kind;
  /** `me`, `nobody`, or an official's id. */
  assignee?: string;
  /** `mine`, `none`, or a directorate's id. */
  directorate?: string;
  /** `none`, or the code of a subject area. */
  area?: string;
  due?: DueWindow;
  received?: ReceivedWindow;
  text?: string;
  /** Without it the list is in its usual order. */
  sort?: Sort;
  order?: 'asc' | 'desc';
  /** Without it the columns are those of the reader's choice. */
  columns?: readonly ColumnName[];
  after?: Cursor;
  before?: Cursor;
}

/** Longer texts are cut: nobody looks for more. */
const TEXT_LIMIT = 100;

export function readQueueQuery(query: Record<string, unknown>): QueueQuery {
  const one = <T extends string>(name: string, allowed: readonly T[]): T | undefined =>
    allowed.find((value) => value === query[name]);
  const id = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && /^[\w-]{1,36}$/.test(value) ? value : undefined;
  };
  const text = typeof query.text === 'string' ? cleanLine(query.text).slice(0, TEXT_LIMIT) : '';
  const named = typeof query.columns === 'string' ? query.columns.split(/[ .]/) : [];
  const columns = COLUMNS.filter((column) => named.includes(column));
  return withoutUndefined({
    status: one('status', ['open', 'all', 'complaints', ...STATUSES] as const) ?? 'open',
    kind: one('kind', KINDS),
    assignee: id('assignee'),
    directorate: id('directorate'),
    area: id('area'),
    due: one('due', DUE_WINDOWS),
    received: one('received', RECEIVED_WINDOWS),
    text: text || undefined,
    sort: one('sort', SORTS),
    order: one('order', ['asc', 'desc'] as const),
    columns: columns.length > 0 ? columns : undefined,
    after: readCursor(query.after),
    before: readCursor(query.before),
  });
}

/** A query that was kept as it stood in an address. */
export const readQueueText = (text: string): QueueQuery =>
  readQueueQuery(Object.fromEntries(new URLSearchParams(text)));

/** The same query as it stands in an address, without what is the default. */
export function queueText(query: QueueQuery, page: { after?: string; before?: string } = {}): string {
  const { status, kind, assignee, directorate, area, due, received, text, sort, order } = query;
  const said = withoutUndefined({
    status: status === 'open' ? undefined : status,
    kind,
    assignee,
    directorate,
    area,
    due,
    received,
    text,
    sort,
    order,
    columns: query.columns?.join('.'),
    ...page,
  });
  return new URLSearchParams(Object.entries(said)).toString();
}

export function queueAddress(base: string, query: QueueQuery, page: { after?: string; before?: string } = {}): string {
  const text = queueText(query, page);
  return text === '' ? base : `${base}?${text}`;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
export const withoutUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
