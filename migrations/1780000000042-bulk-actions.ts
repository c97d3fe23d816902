import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const id = (name: string) => ({ name, type: 'varchar', length: '36' });
const instant = (name: string, isNullable = false) => ({ name, type: 'varchar', length: '24', isNullable });
const to = (table: string, column: string, referencedTableName: string, name: string) => ({
  name: `${table}_${name}_fk`,
  columnNames: [column],
  referencedTableName,
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const TABLES = [
  new Table({
    name: 'bulk_actions',
    columns: [
      { ...id('id'), isPrimary: true },
      id('institution_id'),
      id('official_id'),
      { name: 'act', type: 'varchar', length: '40' },
      { name: 'facts', type: 'text' },
      { name: 'total', type: 'integer' },
      instant('created_at'),
      instant('finished_at', true),
    ],
    indices: [
      { name: 'bulk_actions_official', columnNames: ['official_id', 'created_at'] },
      { name: 'bulk_actions_unfinished', columnNames: ['finished_at', 'official_id'] },
    ],
    foreignKeys: [to('bulk_actions', 'official_id', 'officials', 'official')],
  }),
  new Table({
    name: 'bulk_items',
    columns: [
      { ...id('bulk_id'), isPrimary: true },
      { ...id('case_id'), isPrimary: true },
      { name: 'position', type: 'integer' },
      { name: 'version', type: 'integer' },
      { name: 'state', type: 'varchar', length: '40' },
      { name: 'code', type: 'varchar', length: '60', isNullable: true },
    ],
    indices: [{ name: 'bulk_items_state', columnNames: ['bulk_id', 'state', 'position'] }],
    foreignKeys: [
      to('bulk_items', 'bulk_id', 'bulk_actions', 'bulk'),
      to('bulk_items', 'case_id', 'case_files', 'case'),
    ],
  }),
];

/** One action on many cases: what is to be done, and for each case whether it was. */
export class BulkActions1780000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [...TABLES].reverse()) await runner.dropTable(name);
  }
}
