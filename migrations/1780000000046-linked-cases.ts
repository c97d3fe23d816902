import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const id = (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '36' });
const toCase = (name: string, column: string) => ({
  name,
  columnNames: [column],
  referencedTableName: 'case_files',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const LINKS = new Table({
  name: 'case_links',
  columns: [
    { ...id('id'), isPrimary: true },
    id('institution_id'),
    id('case_id'),
    id('other_id'),
    { name: 'merged', type: 'boolean' },
    id('by_id'),
    { name: 'at', type: 'varchar', length: '24' },
  ],
  indices: [
    { name: 'case_links_once', columnNames: ['case_id', 'other_id'], isUnique: true },
    { name: 'case_links_other', columnNames: ['other_id'] },
  ],
  foreignKeys: [toCase('case_links_case_fk', 'case_id'), toCase('case_links_other_fk', 'other_id')],
});

/** Cases about one matter are linked, and a duplicate is merged into the first. */
export class LinkedCases1780000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(LINKS.clone());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(LINKS.name);
  }
}
