import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** The queue puts urgent cases, which run in hours, before the others of their day: few rows, found by their hour. */
export class UrgentCasesInOrder1780000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const columnNames = ['institution_id', 'is_open', 'due_at', 'id'];
    await runner.createIndex('case_files', new TableIndex({ name: 'case_files_urgent_due', columnNames }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('case_files', 'case_files_urgent_due');
  }
}
