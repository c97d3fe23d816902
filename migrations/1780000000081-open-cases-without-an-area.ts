import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const where = 'is_open AND subject_area IS NULL';

/** Open cases that still want a subject area: few once most have one, in the order of their deadlines. */
export class OpenCasesWithoutAnArea1780000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const columnNames = ['institution_id', 'due_on', 'id'];
    await runner.createIndex('case_files', new TableIndex({ name: 'case_files_without_area', columnNames, where }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('case_files', 'case_files_without_area');
  }
}
