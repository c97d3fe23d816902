import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const text = (name: string, length: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length,
  isNullable,
});

const TABLE = new Table({
  name: 'case_messages',
  columns: [
    { ...text('id', '36'), isPrimary: true },
    text('institution_id', '36'),
    text('case_id', '36'),
    text('direction', '3'),
    text('channel', '40'),
    text('author_id', '36', true),
    text('sender', '254', true),
    text('mail_id', '255', true),
    { name: 'text', type: 'text' },
    text('language', '3'),
    { name: 'file_ids', type: 'text' },
    text('at', '24'),
    text('created_at', '24'),
    text('read_at', '24', true),
    text('read_by', '36', true),
  ],
  indices: [
    { name: 'case_messages_case', columnNames: ['case_id', 'at'] },
    { name: 'case_messages_mail', columnNames: ['institution_id', 'mail_id'], isUnique: true },
  ],
  foreignKeys: [
    {
      name: 'case_messages_case_fk',
      columnNames: ['case_id'],
      referencedTableName: 'case_files',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
});

/** The municipality and the applicant can write to each other, several times each way, beside the formal letters. */
export class MessagesWithTheApplicant1780000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(TABLE.clone());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('case_messages');
  }
}
