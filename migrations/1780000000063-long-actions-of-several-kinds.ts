import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changes of a calendar take long, too, where many cases are open. */
export class LongActionsOfSeveralKinds1780000000063 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    await runner.query("ALTER TABLE long_actions ADD COLUMN what varchar(40) NOT NULL DEFAULT 'import'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE long_actions DROP COLUMN what');
  }
}
