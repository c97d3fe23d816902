import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Some administrators look after the whole installation. */
export class KeepersOfTheInstallation1780000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    await runner.query('ALTER TABLE officials ADD COLUMN keeper boolean');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE officials DROP COLUMN keeper');
  }
}
