import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const text = (name: string, length: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length,
  isNullable,
});

const TABLE = new Table({
  name: 'consultations',
  columns: [
    { ...text('id', '36'), isPrimary: true },
    text('institution_id', '36'),
    text('case_id', '36'),
    text('name', '200'),
    text('address', '500', true),
    text('email', '254', true),
    text('language', '3'),
    text('ground', '40'),
    { name: 'question', type: 'text' },
    text('letter_id', '36'),
    text('state', '40'),
    text('stance', '40', true),
    { name: 'answer', type: 'text', isNullable: true },
    { name: 'file_ids', type: 'text' },
    text('asked_by', '36'),
    text('asked_at', '24'),
    text('due_on', '10'),
    text('reminded_at', '24', true),
    text('settled_at', '24', true),
  ],
  indices: [
    { name: 'consultations_case', columnNames: ['case_id'] },
    { name: 'consultations_due', columnNames: ['state', 'due_on', 'id'] },
  ],
  foreignKeys: [
    {
      name: 'consultations_case_fk',
      columnNames: ['case_id'],
      referencedTableName: 'case_files',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
});

/** Third parties whom documents concern are asked before these are released; their days are a clock of their own. */
export class ThirdPartiesAsked1780000000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(TABLE.clone());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('consultations');
  }
}
