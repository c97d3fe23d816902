import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const columnNames = ['institution_id', 'due_on', 'id', 'kind', 'status', 'assignee_id', 'directorate_id', 'due_at'];
const where = "is_open AND (awaited_since IS NOT NULL OR due_on = '9999-12-31')";

/** The view of cases that wait for others: few among the open ones, in the order of their deadlines. */
export class WaitingCasesInOrder1780000000059 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('case_files', new TableIndex({ name: 'case_files_waiting', columnNames, where }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('case_files', 'case_files_waiting');
  }
}
