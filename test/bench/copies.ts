import { CaseRow } from '../../src/records';
import type { DataSource } from '../../src/records/data-source';

/**
 * Makes each open or each closed case into so many: rows with ids and numbers of their own. Filing a million cases one by one
 * takes a quarter of an hour; lists see no difference. What lists do not read (submissions, events) is not copied.
 */
export async function copyCases(source: DataSource, times: { open: number; closed: number }): Promise<void> {
  const runner = source.createQueryRunner();
  const postgres = source.options.type === 'postgres';
  const ask = <Row>(sql: string): Promise<Row[]> => runner.query(sql) as Promise<Row[]>;
  const columns = source.getMetadata(CaseRow).columns.map((one) => one.databaseName);
  // The copies share a submission: that is no case of ours to test here.
  await ask(postgres ? 'SET session_replication_role = replica' : 'PRAGMA foreign_keys = OFF');
  const indices = postgres
    ? await ask<{ name: string; sql: string }>(
        `SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE tablename = 'case_files'
          AND indexname NOT IN (SELECT conname FROM pg_constraint)`,
      )
    : await ask<{ name: string; sql: string }>(
        `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'case_files' AND sql IS NOT NULL`,
      );
  for (const { name } of indices) await ask(`DROP INDEX ${name}`);
  const fresh = (column: string): string =>
    postgres ? `lpad(to_hex(n), 8, '0') || substr(${column}, 9)` : `printf('%08x', n) || substr(${column}, 9)`;
  const value = (column: string): string => {
    if (column === 'id' || column === 'submission_id') return fresh(column);
    return column === 'reference' ? `reference || '-' || n` : column;
  };
  for (const [isOpen, count] of [
    [true, times.open],
    [false, times.closed],
  ] as const) {
    if (count < 2) continue;
    // From outside of any copy: ids begin with the number of the copy.
    await ask(
      `INSERT INTO case_files (${columns.join(', ')})
       WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ${count - 1})
       SELECT ${columns.map(value).join(', ')} FROM case_files CROSS JOIN copies
        WHERE ${isOpen ? 'is_open' : 'NOT is_open'}`,
    );
  }
  for (const { sql } of indices) await ask(sql);
  if (postgres) await ask('VACUUM ANALYZE');
  await runner.release();
}
