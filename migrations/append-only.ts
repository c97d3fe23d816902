import type { QueryRunner } from 'typeorm';

/**
 * Makes the database itself refuse to change or delete a row. On SQLite a later `addColumn` on the table rebuilds it and
 * drops its triggers: such a migration must call this again.
 */
export async function appendOnly(runner: QueryRunner, table: string): Promise<void> {
  if (runner.connection.options.type === 'postgres') {
    await runner.query(
      `CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS ` +
        `$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$`,
    );
    await runner.query(
      `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} ` +
        `FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
    );
    return;
  }
  for (const act of ['UPDATE', 'DELETE']) {
    await runner.query(
      `CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${act} ON ${table} ` +
        `BEGIN SELECT RAISE(ABORT, 'append-only: ${table}'); END`,
    );
  }
}

/** Takes the refusal back, for a migration that must change rows; it calls `appendOnly` again at its end. */
export async function allowChanges(runner: QueryRunner, table: string): Promise<void> {
  if (runner.connection.options.type === 'postgres') {
    await runner.query(`DROP TRIGGER ${table}_append_only ON ${table}`);
    return;
  }
  for (const act of ['update', 'delete']) await runner.query(`DROP TRIGGER ${table}_no_${act}`);
}
