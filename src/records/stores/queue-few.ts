import type { Tx } from '../transactions';
import { ask } from './ask';
import { conditions, conditionsOf, type Values, visibleAtAll, WHOLE } from './queue-conditions';
import { compare, type Cursor, inOrder, type QueueFilter, type QueueOrder } from './queue-filter';
import { placeOf, type Raw, usualOrder } from './queue-place';
import { BY_ID, COLUMNS, type Hint, hintOf, statesOf, stateSql } from './queue-sql';

/** Under one of its conditions no more cases than this: then a list is read whole and sorted here. */
export const FEW = 3_000;

/** A condition of a filter, and the index that finds its cases. */
interface Lead {
  index: string;
  /** What the index alone can answer, so that counting costs no more than what is counted. */
  sql: string;
  /** Whether the usual question would be led by it anyway when the list is sorted by deadline. */
  usual: boolean;
}

/** What a list is sorted by, without what a line shows. */
const KEYS = `c.id AS "id", c.reference AS "reference", c.kind AS "kind", c.status AS "status", c.assignee_id AS "assigneeId",
  c.directorate_id AS "directorateId", c.received_on AS "receivedOn", c.due_on AS "dueOn", c.due_at AS "dueAt"`;

/**
 * The rows of a page beyond a cursor, like the usual question gives them, for filters of which one condition holds for few
 * cases: walking an index in the order of the list would pass by a million that do not fit. Null where there are many, and
 * where the usual question is as good.
 */
export async function fewRows(
  tx: Tx,
  filter: QueueFilter,
  { start, backwards, order, limit }: { start?: Cursor; backwards: boolean; order: QueueOrder; limit: number },
  most = FEW,
): Promise<Raw[] | null> {
  const hint = hintOf(tx.connection.options.type);
  const values: Values = { institutionId: filter.institutionId };
  const asked = conditions(filter, values);
  const states = statesOf(filter).map((isOpen) => ({ isOpen, leads: leadsOf(filter, isOpen) }));
  if (states.some(({ leads }) => !isWorthAsking(leads, order))) return null;
  const questions = states.map(({ isOpen, leads }) => ({ state: stateSql(isOpen, values), leads }));
  const best = await leastOf(tx, questions, values, hint, most);
  if (!best) return null;
  const seen = visibleAtAll(filter, values);
  const keys = await ask<Raw>(
    tx,
    best
      .map(({ state, index }) => {
        const where = [seen, state, ...asked].join(' AND ');
        return `SELECT * FROM (SELECT ${KEYS} FROM case_files c${hint(index)} WHERE ${where}) p`;
      })
      .join(' UNION ALL '),
    values,
  );
  const places = beyond(keys, filter, order, start, backwards);
  return rowsOf(
    tx,
    places.slice(0, limit).map(({ id }) => id),
    hint,
  );
}

const isWorthAsking = (leads: readonly Lead[], { by }: QueueOrder): boolean =>
  by === 'due' ? leads.length > 1 || leads.some(({ usual }) => !usual) : leads.length > 0;

function leadsOf(filter: QueueFilter, isOpen: boolean): Lead[] {
  const state = stateSql(isOpen, {});
  return conditionsOf(filter).flatMap(({ sql, counted, index, unsorted }) => {
    const name = index?.[isOpen ? 'open' : 'shut'];
    if (name === undefined) return [];
    return { index: name, sql: counted?.(state) ?? `${WHOLE} AND ${sql} AND ${state}`, usual: !unsorted };
  });
}

/** For each state the condition with the fewest cases; null where one has none with few. */
async function leastOf(
  tx: Tx,
  questions: readonly { state: string; leads: readonly Lead[] }[],
  values: Values,
  hint: Hint,
  most: number,
): Promise<{ state: string; index: string }[] | null> {
  const counts = questions.flatMap(({ leads }, i) =>
    leads.map(({ index, sql }, k) => {
      const some = `SELECT 1 FROM case_files c${hint(index)} WHERE ${sql} LIMIT ${most + 1}`;
      return `(SELECT count(*) FROM (${some}) n) AS "n${i}_${k}"`;
    }),
  );
  const [row = {}] = await ask<Record<string, number | string>>(tx, `SELECT ${counts.join(', ')}`, values);
  const best: { state: string; index: string }[] = [];
  for (const [i, { state, leads }] of questions.entries()) {
    const counted = leads.map(({ index }, k) => ({ index, count: Number(row[`n${i}_${k}`]) }));
    const least = counted.sort((a, b) => a.count - b.count)[0];
    if (!least || least.count > most) return null;
    best.push({ state, index: least.index });
  }
  return best;
}

/** Those beyond the cursor in the direction in which is read, the nearest first. */
function beyond(
  keys: readonly Raw[],
  filter: QueueFilter,
  order: QueueOrder,
  start: Cursor | undefined,
  backwards: boolean,
): Cursor[] {
  const by = comparing(filter, order);
  const listed = keys.map((row) => placeOf(row, order));
  const wanted = 'groups' in order ? listed.filter(({ group = '' }) => order.groups.includes(group)) : listed;
  const sorted = wanted.sort(by);
  const rest = start ? sorted.filter((one) => (backwards ? by(one, start) < 0 : by(one, start) > 0)) : sorted;
  return backwards ? rest.reverse() : rest;
}

/** The order in which a list is read. */
function comparing(filter: QueueFilter, order: QueueOrder): (a: Cursor, b: Cursor) => number {
  const way = order.descending ? -1 : 1;
  if ('groups' in order) {
    const place = new Map(order.groups.map((group, i) => [group, i]));
    const inGroup = usualOrder(filter).descending ? -1 : 1;
    const groupAt = ({ group = '' }: Cursor): number => place.get(group) ?? -1;
    return (a, b) => way * (groupAt(a) - groupAt(b)) || inGroup * inOrder(a, b);
  }
  if (order.by === 'due') return (a, b) => way * inOrder(a, b);
  return (a, b) => way * (compare(a.at ?? '', b.at ?? '') || compare(a.id, b.id));
}

async function rowsOf(tx: Tx, ids: readonly string[], hint: Hint): Promise<Raw[]> {
  if (ids.length === 0) return [];
  const values: Values = Object.fromEntries(ids.map((id, i) => [`id${i}`, id]));
  const names = ids.map((_, i) => `:id${i}`).join(', ');
  const rows = await ask<Raw>(tx, `SELECT ${COLUMNS} FROM case_files c${hint(BY_ID)} WHERE c.id IN (${names})`, values);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
