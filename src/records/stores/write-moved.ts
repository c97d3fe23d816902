import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { CaseRow } from '../entities';
import type { Tx } from '../transactions';
import { MOVED, type MovedCase } from './moved-case';

/** Writes what moved into the rows of the cases: one statement, whose text is the same on both databases. */
export async function writeMoved(tx: Tx, moved: readonly MovedCase[]): Promise<void> {
  if (moved.length === 0) return;
  const { columns } = tx.connection.getMetadata(CaseRow);
  const written = MOVED.map((name) => {
    const column = columns.find((one) => one.propertyName === name);
    if (!column) throw new Error(`A case has no column for ${name}.`);
    return column;
  });
  const names = written.map((column) => column.databaseName);
  const values: unknown[] = [];
  const lines = moved.map(({ row, next, events }) => {
    const stored = (column: ColumnMetadata): unknown =>
      tx.connection.driver.preparePersistentValue(column.getEntityValue(next), column);
    const given = [row.id, ...written.map(stored), events.length];
    return `(${given.map((value) => placeholder(values, value)).join(', ')})`;
  });
  // In lower case: TypeORM treats what begins with UPDATE or INSERT otherwise.
  await tx.query(
    `with moved (id, ${names.join(', ')}, events) as (values ${lines.join(', ')})
     update case_files set ${names.map((name) => `${name} = moved.${name}`).join(', ')}, version = version + moved.events
     from moved where case_files.id = moved.id`,
    values,
  );
}

/** PostgreSQL takes what stands in such a list for text, unless it is told. */
function placeholder(values: unknown[], value: unknown): string {
  values.push(value);
  return typeof value === 'number' ? `cast($${values.length} as integer)` : `$${values.length}`;
}
