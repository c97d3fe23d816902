import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const toOfficial = (table: string) => ({
  name: `${table}_official_fk`,
  columnNames: ['official_id'],
  referencedTableName: 'officials',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const TABLES = [
  new Table({
    name: 'saved_views',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'official_id', type: 'varchar', length: '36' },
      { name: 'name', type: 'varchar', length: '60' },
      { name: 'query', type: 'varchar', length: '1000' },
      { name: 'created_at', type: 'varchar', length: '24' },
    ],
    indices: [{ name: 'saved_views_name', columnNames: ['official_id', 'name'], isUnique: true }],
    foreignKeys: [toOfficial('saved_views')],
  }),
  new Table({
    name: 'desk_settings',
    columns: [
      { name: 'official_id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'columns', type: 'varchar', length: '200' },
      { name: 'shortcuts', type: 'boolean' },
    ],
    foreignKeys: [toOfficial('desk_settings')],
  }),
];

/** An official's own saved views of the queue, the columns of their choice, and whether single keys do something. */
export class DeskOfOnesOwn1780000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [...TABLES].reverse()) await runner.dropTable(name);
  }
}
