import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An auditor is let in until a day; the Assembly finds its petitions in the order of their deadlines. */
export class AuditorsForATimeAndPetitionsInOrder1780000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    await runner.query('ALTER TABLE officials ADD COLUMN access_until varchar(10)');
    await runner.query('CREATE INDEX case_files_kind_due ON case_files (institution_id, kind, is_open, due_on, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX case_files_kind_due');
    await runner.query('ALTER TABLE officials DROP COLUMN access_until');
  }
}
