import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day on which the sweep looked next goes, and its index with it: the instant has taken its place. */
export class NoDayToLookNext1780000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX case_files_next_rung');
    await runner.query('CREATE INDEX case_files_next_rung ON case_files (next_rung_at)');
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    await runner.query('ALTER TABLE case_files DROP COLUMN next_rung_on');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_files ADD COLUMN next_rung_on varchar(10)');
    await runner.query('DROP INDEX case_files_next_rung');
    await runner.query('CREATE INDEX case_files_next_rung ON case_files (next_rung_on)');
  }
}
