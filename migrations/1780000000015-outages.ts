import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** When the sweep or the relay slept, and whom of the administrators that was told. */
export class Outages1780000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'outages',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'name', type: 'varchar', length: '40' },
          { name: 'slept_from', type: 'varchar', length: '24' },
          { name: 'noticed_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'ended_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'told', type: 'boolean' },
        ],
        indices: [{ name: 'outages_once', columnNames: ['name', 'slept_from'], isUnique: true }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'outage_notices',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'outage_id', type: 'varchar', length: '36' },
          { name: 'official_id', type: 'varchar', length: '36' },
          { name: 'kind', type: 'varchar', length: '40' },
          { name: 'state', type: 'varchar', length: '40' },
          { name: 'attempts', type: 'integer' },
          { name: 'next_attempt_at', type: 'varchar', length: '24' },
          { name: 'created_at', type: 'varchar', length: '24' },
          { name: 'problem', type: 'varchar', length: '500', isNullable: true },
        ],
        indices: [
          { name: 'outage_notices_state', columnNames: ['state'] },
          { name: 'outage_notices_once', columnNames: ['outage_id', 'official_id', 'kind'], isUnique: true },
        ],
        foreignKeys: [
          {
            name: 'outage_notices_outage_fk',
            columnNames: ['outage_id'],
            referencedTableName: 'outages',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['outage_notices', 'outages']) await runner.dropTable(table);
  }
}
