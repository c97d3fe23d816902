import { Injectable } from '@nestjs/common';
import type { Tx } from '../transactions';
import { ask } from './ask';
import {
  compare,
  type Cursor,
  cursorText,
  inOrder,
  type QueueFilter,
  type QueueOrder,
  type QueueRow,
  suits,
} from './queue-filter';
import { groupOf, holds, inGroup, keyOf, merged, placeOf, type Raw, together, toRow, usualOrder } from './queue-place';
import { countColumns, countsOf } from './queue-counts';
import { FEW, fewRows } from './queue-few';
import type { From, NamedArea, NamedDirectorate, NamedOfficial, QueueHead, QueueNames, QueuePage } from './queue-page';
import { chosenSql, exactSql, type Hint, hintOf, pieces, setApart, type Values, walks } from './queue-sql';

/** Groups asked in one question, once the first has not filled the page. */
const GROUPS_AT_ONCE = 8;

/** Lists cases in any order that the page offers, from a cursor on: never by counting rows that it skips. */
@Injectable()
export class Queue {
  /** From how many cases of a condition on a list is walked and not sorted here. */
  protected readonly few: number = FEW;

  /** One page of at most `size` rows. */
  async page(
    tx: Tx,
    filter: QueueFilter,
    from: From,
    size: number,
    order: QueueOrder = usualOrder(filter),
  ): Promise<QueuePage> {
    const given = from.before ?? from.after;
    const start = suits(given, order.by) ? given : undefined;
    const backwards = start !== undefined && from.before !== undefined;
    // one row more than the page, to know whether there is another page
    const rows = await this.rows(tx, filter, start, order, backwards, size + 1);
    const more = rows.length > size;
    const shown = rows.slice(0, size);
    if (backwards) shown.reverse();
    const [first, last] = [shown[0], shown.at(-1)];
    const text = (row: Raw): string => cursorText(placeOf(row, order));
    return {
      rows: shown.map(toRow),
      previous: first && (backwards ? more : start !== undefined) ? text(first) : null,
      next: last && (backwards || more) ? text(last) : null,
    };
  }

  private async rows(
    tx: Tx,
    filter: QueueFilter,
    start: Cursor | undefined,
    order: QueueOrder,
    backwards: boolean,
    limit: number,
  ): Promise<Raw[]> {
    const few = await fewRows(tx, filter, { start, backwards, order, limit }, this.few);
    if (few) return few;
    const hint = hintOf(tx.connection.options.type);
    if ('groups' in order) return this.inGroups(tx, filter, start, order, backwards, limit, hint);
    const ascending = order.descending === backwards;
    const { by } = order;
    const inItsOrder =
      by === 'due' ? inOrder : (a: Raw, b: Raw) => compare(keyOf(a, by), keyOf(b, by)) || compare(a.id, b.id);
    if (filter.status === 'all' && !filter.waiting) {
      // Of some days there may be many open cases and few closed ones: each is asked for as suits it.
      const states = (['open', 'closed'] as const).map((status) => ({ ...filter, status }));
      const both = await Promise.all(states.map((one) => this.rows(tx, one, start, order, backwards, limit)));
      return merged(both.flat(), ascending, inItsOrder);
    }
    const values: Values = { institutionId: filter.institutionId };
    const sql =
      by === 'due'
        ? pieces(filter, start, ascending, limit, values, hint)
        : walks(filter, by, start, ascending, limit, values, hint);
    return merged(await ask<Raw>(tx, together(sql), values), ascending, inItsOrder);
  }

  /** Group after group, each by deadline, until the page is full. */
  private async inGroups(
    tx: Tx,
    filter: QueueFilter,
    start: Cursor | undefined,
    { by, groups, descending }: Extract<QueueOrder, { groups: readonly string[] }>,
    backwards: boolean,
    limit: number,
    hint: Hint,
  ): Promise<Raw[]> {
    const way = descending === backwards ? [...groups] : [...groups].reverse();
    const wanted = way.filter((one) => holds(filter, by, one));
    const rows: Raw[] = [];
    const ascending = !usualOrder(filter).descending !== backwards;
    // The first group alone, because most often it fills the page.
    let [next, count] = [start ? Math.max(0, wanted.indexOf(start.group ?? '')) : 0, 1];
    while (next < wanted.length && rows.length < limit) {
      const some = wanted.slice(next, next + count);
      [next, count] = [next + count, GROUPS_AT_ONCE];
      const found = await Promise.all(
        some.map(async (group) => {
          const [own, place] = [inGroup(filter, by, group), start?.group === group ? start : undefined];
          const like = { start: place, backwards, order: usualOrder(filter), limit };
          return { own, place, few: await fewRows(tx, own, like, this.few) };
        }),
      );
      const values: Values = {};
      const sql = found.flatMap(({ own, place, few }, n) => {
        const mine: Values = { institutionId: filter.institutionId };
        if (few) return [];
        return pieces(own, place, ascending, limit, mine, hint).map((one) => setApart(one, mine, `g${n}`, values));
      });
      const many = sql.length > 0 ? await ask<Raw>(tx, together(sql), values) : [];
      for (const [n, group] of some.entries()) {
        const theirs = many.filter((row) => groupOf(row, by) === group);
        rows.push(...(found[n]?.few ?? merged(theirs, ascending, inOrder)));
      }
    }
    return rows.slice(0, limit);
  }

  /** The visible case with this reference, whatever else the filter asks. */
  async byReference(tx: Tx, filter: QueueFilter, reference: string): Promise<QueueRow | null> {
    const values: Values = { institutionId: filter.institutionId, reference };
    const [row] = await ask<Raw>(tx, exactSql(filter, values), values);
    return row ? toRow(row) : null;
  }

  /** The visible ones among some cases, what is due first before the others. */
  async chosen(tx: Tx, filter: QueueFilter, ids: readonly string[]): Promise<QueueRow[]> {
    if (ids.length === 0) return [];
    const values: Values = { institutionId: filter.institutionId };
    const sql = chosenSql(filter, ids, values, hintOf(tx.connection.options.type));
    return merged(await ask<Raw>(tx, sql, values), true, inOrder).map(toRow);
  }

  /** How many cases fit each filter, counted no further than `limit`, in one question. */
  async counts<Name extends string>(
    tx: Tx,
    filters: Record<Name, QueueFilter>,
    limit: number,
  ): Promise<Record<Name, number>> {
    const values: Values = {};
    const [row] = await ask<object>(tx, `SELECT ${countColumns(tx, filters, limit, values)}`, values);
    return countsOf(filters, row);
  }

  /** In one question, because every page of the queue asks it. */
  async head(tx: Tx, institutionId: string): Promise<QueueHead> {
    const [row] = await ask<Record<keyof QueueHead, number | string | null>>(
      tx,
      `SELECT (SELECT count(*) FROM intake_backlog WHERE institution_id = :here) AS "backlog",
        (SELECT seq FROM chain_heads WHERE institution_id = :here) AS "seq",
        (SELECT basis_id FROM institutions WHERE id = :here) AS "basisId"`,
      { here: institutionId },
    );
    return { backlog: Number(row?.backlog ?? 0), seq: Number(row?.seq ?? 0), basisId: String(row?.basisId ?? '') };
  }

  /** Names for the lines and the filters, those who left included. */
  async names(tx: Tx, institutionId: string): Promise<QueueNames> {
    const of = (columns: string, table: string, by: string): string =>
      `SELECT ${columns}, active AS "active" FROM ${table} WHERE institution_id = :institutionId ORDER BY ${by}`;
    const names = 'name_sq AS "nameSq", name_sr AS "nameSr", name_en AS "nameEn"';
    const [officials, directorates, areas] = await Promise.all([
      ask<NamedOfficial>(tx, of('id AS "id", name AS "name"', 'officials', 'name'), { institutionId }),
      ask<NamedDirectorate>(tx, of(`id AS "id", ${names}`, 'directorates', 'name_sq'), { institutionId }),
      ask<NamedArea>(tx, of(`code AS "code", ${names}`, 'subject_areas', 'place, code'), { institutionId }),
    ]);
    return { officials, directorates, areas };
  }
}
