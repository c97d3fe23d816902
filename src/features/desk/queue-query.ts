import { type Kind, KINDS, type Status, STATUSES } from '../../core/casefile';
import { addDays, type LocalDate, weekday } from '../../core/law';
import { cleanLine } from '../../platform/intake';
import { type Cursor, type QueueFilter, readCursor } from '../../records';

export const DUE_WINDOWS = ['overdue', 'today', 'soon', 'week'] as const;
export type DueWindow = (typeof DUE_WINDOWS)[number];

/** What the address of a queue page says; anything that cannot be meant is dropped, so that an old link still opens. */
export interface QueueQuery {
  status: Status | 'open' | 'all' | 'complaints';
  kind?: Kind;
  /** `me`, `nobody`, or an official's id. */
  assignee?: string;
  /** `none`, or a directorate's id. */
  directorate?: string;
  due?: DueWindow;
  text?: string;
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
  return withoutUndefined({
    status: one('status', ['open', 'all', 'complaints', ...STATUSES] as const) ?? 'open',
    kind: one('kind', KINDS),
    assignee: id('assignee'),
    directorate: id('directorate'),
    due: one('due', DUE_WINDOWS),
    text: text || undefined,
    after: readCursor(query.after),
    before: readCursor(query.before),
  });
}

/** The same query as it stands in an address, without what is the default. */
export function queueAddress(base: string, query: QueueQuery, page: { after?: string; before?: string } = {}): string {
  const { status, kind, assignee, directorate, due, text } = query;
  const said = { status: status === 'open' ? undefined : status, kind, assignee, directorate, due, text, ...page };
  const pairs = Object.entries(withoutUndefined(said)).map(([name, value]) => [name, value]);
  return pairs.length === 0 ? base : `${base}?${new URLSearchParams(pairs as [string, string][]).toString()}`;
}

/** The days of a due window. The week ends on Sunday; what is overdue belongs to no window but its own. */
export function dueDays(
  due: DueWindow,
  today: LocalDate,
  now: Date,
): Pick<QueueFilter, 'dueFrom' | 'dueUntil' | 'overdue'> {
  if (due === 'overdue') return { overdue: { today, now } };
  const until = { today, soon: addDays(today, 3), week: addDays(today, 7 - weekday(today)) };
  return { dueFrom: today, dueUntil: until[due] };
}

/** The question to the store. `me` is the official who asks. */
export function toFilter(
  query: QueueQuery,
  whose: Pick<QueueFilter, 'institutionId' | 'visible'> & { me: string },
  today: LocalDate,
  now: Date,
): QueueFilter {
  const { status, kind, assignee, directorate, due, text } = query;
  return withoutUndefined({
    institutionId: whose.institutionId,
    visible: whose.visible,
    status,
    kind,
    assignee: assignee === 'me' ? whose.me : assignee,
    directorate,
    text,
    ...(due ? dueDays(due, today, now) : {}),
  });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
const withoutUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
