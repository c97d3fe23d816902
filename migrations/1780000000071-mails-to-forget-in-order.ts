import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const MAILS = {
  name: 'mails_to_forget',
  columnNames: ['institution_id', 'state', 'received_at'],
  where: 'case_id IS NULL AND size > 0',
};
const ITEMS = { name: 'bulk_items_case', columnNames: ['case_id'] };

/** Mails that became no case and are still kept, the longest ago first; and the actions on many cases that a case was in. */
export class MailsToForgetInOrder1780000000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('mails', new TableIndex(MAILS));
    await runner.createIndex('bulk_items', new TableIndex(ITEMS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('bulk_items', ITEMS.name);
    await runner.dropIndex('mails', MAILS.name);
  }
}
