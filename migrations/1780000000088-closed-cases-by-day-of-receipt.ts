import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const NAME = 'case_files_received';

/** Finds closed cases of some days of receipt without passing by the open ones of those days, and in the order of a list. */
export class ClosedCasesByDayOfReceipt1780000000088 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replace(runner, ['institution_id', 'is_open', 'received_on', 'id']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replace(runner, ['institution_id', 'received_on']);
  }
}

async function replace(runner: QueryRunner, columnNames: string[]): Promise<void> {
  await runner.dropIndex('case_files', NAME);
  await runner.createIndex('case_files', new TableIndex({ name: NAME, columnNames }));
}
