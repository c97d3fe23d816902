import type { TestApp } from './app';

/** Every row of every table, as the database holds it. */
export async function contentsOf(app: TestApp, passing = /^$/): Promise<Record<string, Record<string, unknown>[]>> {
  const tables = app.source.entityMetadatas.map((one) => one.tableName).filter((name) => !passing.test(name));
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const table of tables) found[table] = await app.source.query(`SELECT * FROM ${table}`);
  return found;
}
