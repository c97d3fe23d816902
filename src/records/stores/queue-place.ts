import type { Cursor, QueueFilter, QueueOrder, QueueRow } from './queue-filter';

/** A row as the database gives it. */
export type Raw = Omit<QueueRow, 'urgent' | 'dueAt' | 'asked'> & {
  urgent: boolean | number;
  asked: boolean | number;
  dueAt: string | null;
};

export const toRow = (raw: Raw): QueueRow => ({
  ...raw,
  urgent: Boolean(raw.urgent),
  asked: Boolean(raw.asked),
  dueAt: raw.dueAt === null ? null : new Date(raw.dueAt),
});

/** What is due first comes first; of closed cases, and of open and closed ones together, what was due last. */
export const usualOrder = ({ status }: Pick<QueueFilter, 'status'>): QueueOrder => ({
  by: 'due',
  descending: status === 'closed' || status === 'all',
});

export const together = (sql: readonly string[]): string =>
  sql.map((one) => `SELECT * FROM (${one}) piece`).join(' UNION ALL ');

/** Each case once, in order: the pieces of directorate staff may find one twice. */
export const merged = (found: readonly Raw[], ascending: boolean, by: (a: Raw, b: Raw) => number): Raw[] =>
  [...new Map(found.map((row) => [row.id, row])).values()].sort((a, b) => (ascending ? by(a, b) : by(b, a)));

export const keyOf = (row: Raw, by: 'received' | 'reference'): string =>
  by === 'received' ? row.receivedOn : row.reference;

type Grouped = Extract<QueueOrder, { groups: readonly string[] }>['by'];

export function groupOf(row: Raw, by: Grouped): string {
  if (by === 'assignee') return row.assigneeId ?? 'nobody';
  return by === 'directorate' ? (row.directorateId ?? 'none') : row[by];
}

/** Whether a list can hold cases of a group. */
export function holds(filter: QueueFilter, by: Grouped, group: string): boolean {
  const asked = filter[by];
  // Only open cases wait for somebody.
  if (by === 'status' && filter.waiting && group === 'closed' && asked !== 'closed') return false;
  if (by !== 'status' || asked === 'all' || asked === 'complaints')
    return asked === undefined || asked === group || by === 'status';
  return asked === 'open' ? group !== 'closed' : asked === group;
}

export const inGroup = (filter: QueueFilter, by: Grouped, group: string): QueueFilter => ({
  ...filter,
  [by]: group,
  ...(by === 'status' && filter.status === 'complaints' ? { complaints: true } : {}),
});

export function placeOf({ dueOn, dueAt, id, ...row }: Raw, { by }: QueueOrder): Cursor {
  const place = { dueOn, dueAt, id };
  if (by === 'due') return place;
  if (by === 'received' || by === 'reference') return { ...place, at: keyOf({ ...row, ...place }, by) };
  return { ...place, group: groupOf({ ...row, ...place }, by) };
}
