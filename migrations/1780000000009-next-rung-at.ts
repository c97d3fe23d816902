import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Urgent cases are watched by the hour: when the sweep looks next becomes an instant. */
export class NextRungAt1780000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_files ADD COLUMN next_rung_at varchar(24)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE case_files DROP COLUMN next_rung_at');
  }
}
