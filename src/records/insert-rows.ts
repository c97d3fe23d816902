import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

/** SQLite allows 32,766 parameters in one statement; the widest row has some 50. */
const ROWS_AT_ONCE = 200;

/**
 * Inserts whole rows, in as few statements as both databases allow. TypeORM's own builder looks through all parameters for
 * each new one; with thousands of rows everybody would wait for it.
 */
export async function insertAll<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  const { columns, tableName } = tx.connection.getMetadata(entity);
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    const page = rows.slice(i, i + ROWS_AT_ONCE);
    // What no row of the page says is left to the database's default; where only some say it, they are told apart.
    const given = columns.filter((column) => page.some((row) => valueOf(column, row) !== undefined));
    if (page.some((row) => given.some((column) => valueOf(column, row) === undefined))) {
      for (const row of page) await insertAll(tx, entity, [row]);
    } else await insertPage(tx, tableName, given, page);
  }
}

async function insertPage(
  tx: EntityManager,
  table: string,
  columns: readonly ColumnMetadata[],
  rows: readonly ObjectLiteral[],
): Promise<void> {
  const { driver } = tx.connection;
  const values: unknown[] = [];
  const lines = rows.map((row) => {
    const places = columns.map((column) => {
      values.push(driver.preparePersistentValue(valueOf(column, row), column));
      return driver.createParameter('', values.length - 1);
    });
    return `(${places.join(', ')})`;
  });
  const names = columns.map((column) => driver.escape(column.databaseName)).join(', ');
  await tx.query(`INSERT INTO ${driver.escape(table)} (${names}) VALUES ${lines.join(', ')}`, values);
}

const valueOf = (column: ColumnMetadata, row: ObjectLiteral): unknown => row[column.propertyName];
