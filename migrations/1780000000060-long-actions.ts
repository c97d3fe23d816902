import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const id = (name: string) => ({ name, type: 'varchar', length: '36' });
const instant = (name: string, isNullable = false) => ({ name, type: 'varchar', length: '24', isNullable });
const to = (column: string, referencedTableName: string, name: string) => ({
  name: `long_actions_${name}_fk`,
  columnNames: [column],
  referencedTableName,
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const TABLE = new Table({
  name: 'long_actions',
  columns: [
    { ...id('id'), isPrimary: true },
    id('institution_id'),
    id('official_id'),
    { name: 'facts', type: 'text' },
    { name: 'tries', type: 'integer' },
    { name: 'result', type: 'text', isNullable: true },
    instant('created_at'),
    instant('finished_at', true),
  ],
  indices: [
    { name: 'long_actions_institution', columnNames: ['institution_id', 'created_at'] },
    { name: 'long_actions_unfinished', columnNames: ['finished_at', 'created_at'] },
  ],
  foreignKeys: [to('institution_id', 'institutions', 'institution'), to('official_id', 'officials', 'official')],
});

/** What takes longer than a page may take, and what came of it. */
export class LongActions1780000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(TABLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE.name);
  }
}
