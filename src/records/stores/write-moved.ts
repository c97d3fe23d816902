import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { CaseRow } from '../entities';
import type { Tx } from '../transactions';
import { MOVED, type MovedCase } from './moved-case';

/** Writes what moved into the rows of the cases: one statement, for both databases. */
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
  const { driver } = tx.connection;
  /** PostgreSQL takes what stands in such a list for text, unless it is told. */
  const place = (value: unknown): string => {
    const parameter = driver.createParameter('', values.push(value) - 1);
    return typeof value === 'number' ? `cast(${parameter} as integer)` : parameter;
  };
  const lines = moved.map(({ row, next, events }) => {
    const stored = (column: ColumnMetadata): unknown =>
      driver.preparePersistentValue(column.getEntityValue(next), column);
    const given = [row.id, ...written.map(stored), events.length];
    return `(${given.map(place).join(', ')})`;
  });
  // In lower case: TypeORM treats what begins with UPDATE or INSERT otherwise.
  await tx.query(
    `with moved (id, ${names.join(', ')}, events) as (values ${lines.join(', ')})
     update case_files set ${names.map((name) => `${name} = moved.${name}`).join(', ')}, version = version + moved.events
     from moved where case_files.id = moved.id`,
    values,
  );
}
