import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = ['reply_due_on', 'comply_due_on'] as const;

/** The due days by which the steps of a complaint were judged: a later calendar changes no report of a past year. */
export class ComplaintsJudged1780000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    for (const name of COLUMNS) await runner.query(`ALTER TABLE case_files ADD COLUMN ${name} varchar(10)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of COLUMNS) await runner.query(`ALTER TABLE case_files DROP COLUMN ${name}`);
  }
}
