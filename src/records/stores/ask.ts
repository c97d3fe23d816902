import type { Tx } from '../transactions';
import type { Values } from './queue-conditions';

/** Asks with named parameters, and gives the rows as the database says them. */
export function ask<Row>(tx: Tx, sql: string, values: Values): Promise<Row[]> {
  const [text, parameters] = tx.connection.driver.escapeQueryWithParameters(sql, values, {});
  return tx.query<Row[]>(text, parameters);
}
