import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowChanges, appendOnly } from './append-only';

/** What stays the same whatever happens to a submission. */
const FIXED = ['id', 'institution_id', 'channel', 'kind', 'received_at', 'sha256'];
const ONCE = `OLD.anonymised_on IS NULL AND NEW.anonymised_on IS NOT NULL AND ${FIXED.map(
  (column) => `NEW.${column} = OLD.${column}`,
).join(' AND ')}`;

/** A submission is kept as it was sent, and changes once: when who sent it is taken away. The database sees to that. */
export class SubmissionsChangeOnce1780000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await allowChanges(runner, 'submissions');
    if (runner.connection.options.type === 'postgres') {
      await runner.query(
        `CREATE OR REPLACE FUNCTION refuse_submission_change() RETURNS trigger LANGUAGE plpgsql AS ` +
          `$$ BEGIN IF TG_OP = 'UPDATE' THEN IF ${ONCE} THEN RETURN NEW; END IF; END IF; ` +
          `RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$`,
      );
      await runner.query(
        `CREATE TRIGGER submissions_append_only BEFORE UPDATE OR DELETE ON submissions ` +
          `FOR EACH ROW EXECUTE FUNCTION refuse_submission_change()`,
      );
      return;
    }
    const refuse = `BEGIN SELECT RAISE(ABORT, 'append-only: submissions'); END`;
    await runner.query(`CREATE TRIGGER submissions_no_delete BEFORE DELETE ON submissions ${refuse}`);
    await runner.query(
      `CREATE TRIGGER submissions_no_update BEFORE UPDATE ON submissions WHEN NOT (${ONCE}) ${refuse}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowChanges(runner, 'submissions');
    await appendOnly(runner, 'submissions');
    if (runner.connection.options.type === 'postgres') await runner.query('DROP FUNCTION refuse_submission_change()');
  }
}
