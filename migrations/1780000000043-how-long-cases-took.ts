import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const columnNames = ['institution_id', 'closed_on', 'received_on', 'kind', 'outcome', 'directorate_id', 'assignee_id'];

/** The workload page asks how many days the cases of a year took, by unit and kind: this index alone answers. */
export class HowLongCasesTook1780000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const index = { name: 'case_files_durations', columnNames, where: 'closed_on IS NOT NULL' };
    await runner.createIndex('case_files', new TableIndex(index));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('case_files', 'case_files_durations');
  }
}
