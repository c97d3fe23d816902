import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const ASKED = ['kind', 'status', 'institution_id', 'due_at', 'received_on'];
const INDICES = [
  { name: 'case_files_open_by_assignee', columnNames: ['assignee_id', 'due_on', 'id', 'directorate_id', ...ASKED] },
  { name: 'case_files_open_by_directorate', columnNames: ['directorate_id', 'due_on', 'id', 'assignee_id', ...ASKED] },
];

/** Open cases of one person or one directorate, filtered without fetching those that do not fit. */
export class ListsOfOneUnit1780000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const index of INDICES) await runner.createIndex('case_files', new TableIndex({ ...index, where: 'is_open' }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of INDICES) await runner.dropIndex('case_files', name);
  }
}
