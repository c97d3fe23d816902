import type { Tx } from '../transactions';
import type { QueueFilter } from './queue-filter';
import { countSql, hintOf, type Values } from './queue-sql';

/** One column for each filter, none counted further than `limit`. */
export const countColumns = (tx: Tx, filters: Record<string, QueueFilter>, limit: number, values: Values): string =>
  Object.entries(filters)
    .map(
      ([name, filter], i) =>
        `${countSql(filter, limit, `q${i}`, values, hintOf(tx.connection.options.type))} AS "${name}"`,
    )
    .join(', ');

export const countsOf = <Name extends string>(
  filters: Record<Name, QueueFilter>,
  row: object = {},
): Record<Name, number> =>
  Object.fromEntries(
    Object.keys(filters).map((name) => [name, Number((row as Record<string, unknown>)[name] ?? 0)]),
  ) as Record<Name, number>;
