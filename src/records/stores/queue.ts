import { Injectable } from '@nestjs/common';
import type { Directorate, Official } from '../entities';
import type { Tx } from '../transactions';
import { type Cursor, cursorText, inOrder, type QueueFilter, type QueueRow } from './queue-filter';
import { countSql, exactSql, pieces, type Values } from './queue-sql';

export interface QueuePage {
  rows: QueueRow[];
  /** Where the pages before and after this one begin; null at an end. */
  previous: string | null;
  next: string | null;
}

/** Where a page begins: after a cursor, or just before one (then it is read backwards). */
export interface From {
  after?: Cursor | undefined;
  before?: Cursor | undefined;
}

type Raw = Omit<QueueRow, 'urgent' | 'dueAt'> & { urgent: boolean | number; dueAt: string | null };

/** Lists cases by what is due first. Closed cases, and open and closed ones together, come the other way round. */
@Injectable()
export class Queue {
  /** One page of at most `size` rows. */
  async page(tx: Tx, filter: QueueFilter, from: From, size: number): Promise<QueuePage> {
    const soonestFirst = filter.status !== 'closed' && filter.status !== 'all';
    const backwards = from.before !== undefined;
    const start = from.before ?? from.after;
    const ascending = soonestFirst !== backwards;
    const values: Values = { institutionId: filter.institutionId };
    // one row more than the page, to know whether there is another page
    const sql = pieces(filter, start, ascending, size + 1, values).map((piece) => `SELECT * FROM (${piece.sql}) piece`);
    const found = await ask<Raw>(tx, sql.join(' UNION ALL '), values);
    const rows = [...new Map(found.map((row) => [row.id, row])).values()].sort((a, b) =>
      ascending ? inOrder(a, b) : inOrder(b, a),
    );
    const more = rows.length > size;
    const shown = rows.slice(0, size);
    if (backwards) shown.reverse();
    const [first, last] = [shown[0], shown.at(-1)];
    return {
      rows: shown.map(toRow),
      previous: first && (backwards ? more : start !== undefined) ? cursorText(first) : null,
      next: last && (backwards || more) ? cursorText(last) : null,
    };
  }

  /** The visible case with this reference, whatever else the filter asks. */
  async byReference(tx: Tx, filter: QueueFilter, reference: string): Promise<QueueRow | null> {
    const values: Values = { institutionId: filter.institutionId, reference };
    const [row] = await ask<Raw>(tx, exactSql(filter, values), values);
    return row ? toRow(row) : null;
  }

  /** How many cases fit each filter, counted no further than `limit`, in one question. */
  async counts<Name extends string>(
    tx: Tx,
    filters: Record<Name, QueueFilter>,
    limit: number,
  ): Promise<Record<Name, number>> {
    const values: Values = {};
    const [row] = await ask<object>(tx, `SELECT ${countColumns(filters, limit, values)}`, values);
    return countsOf(filters, row);
  }

  /** What stands above the list, in one question: `counts` of some filters, and what keeps the desk from knowing all. */
  async overview<Name extends string>(
    tx: Tx,
    institutionId: string,
    filters: Record<Name, QueueFilter>,
    limit: number,
  ): Promise<Overview<Name>> {
    const values: Values = { here: institutionId };
    const [row] = await ask<Record<string, number | string | null>>(
      tx,
      `SELECT ${countColumns(filters, limit, values)},
        (SELECT count(*) FROM intake_backlog b WHERE b.institution_id = :here) AS "backlog"`,
      values,
    );
    return { counts: countsOf(filters, row), backlog: Number(row?.backlog ?? 0) };
  }

  /** Names for the lines and the filters, those who left included. */
  async names(
    tx: Tx,
    institutionId: string,
  ): Promise<{ officials: NamedOfficial[]; directorates: NamedDirectorate[] }> {
    const of = (columns: string, table: string, by: string): string =>
      `SELECT ${columns}, active AS "active" FROM ${table} WHERE institution_id = :institutionId ORDER BY ${by}`;
    const names = 'id AS "id", name_sq AS "nameSq", name_sr AS "nameSr", name_en AS "nameEn"';
    const [officials, directorates] = await Promise.all([
      ask<NamedOfficial>(tx, of('id AS "id", name AS "name"', 'officials', 'name'), { institutionId }),
      ask<NamedDirectorate>(tx, of(names, 'directorates', 'name_sq'), { institutionId }),
    ]);
    return { officials, directorates };
  }
}

export type NamedOfficial = Pick<Official, 'id' | 'name'> & { active: boolean | number };
export type NamedDirectorate = Pick<Directorate, 'id' | 'nameSq' | 'nameSr' | 'nameEn'> & { active: boolean | number };

export interface Overview<Name extends string> {
  counts: Record<Name, number>;
  /** Submissions that are kept and wait to be registered. */
  backlog: number;
}

function countColumns(filters: Record<string, QueueFilter>, limit: number, values: Values): string {
  return Object.entries(filters)
    .map(([name, filter], i) => `${countSql(filter, limit, `q${i}`, values)} AS "${name}"`)
    .join(', ');
}

const countsOf = <Name extends string>(filters: Record<Name, QueueFilter>, row: object = {}): Record<Name, number> =>
  Object.fromEntries(
    Object.keys(filters).map((name) => [name, Number((row as Record<string, unknown>)[name] ?? 0)]),
  ) as Record<Name, number>;

const toRow = (raw: Raw): QueueRow => ({
  ...raw,
  urgent: Boolean(raw.urgent),
  dueAt: raw.dueAt === null ? null : new Date(raw.dueAt),
});

function ask<Row>(tx: Tx, sql: string, values: Values): Promise<Row[]> {
  const [text, parameters] = tx.connection.driver.escapeQueryWithParameters(sql, values, {});
  return tx.query<Row[]>(text, parameters);
}
