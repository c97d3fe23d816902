import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = {
  alarms: ['tries integer NOT NULL DEFAULT 0', 'try_at varchar(24)', 'failure varchar(40)', 'problem varchar(500)'],
  outbox: ['failure varchar(40)'],
} as const;

/** What fails again and again is set aside with its reason, instead of being tried for ever. */
export class FailingJobsSetAside1780000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(' ')[0]}`);
  }
}
