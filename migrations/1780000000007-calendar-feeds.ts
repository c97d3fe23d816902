import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Officials subscribe to their deadlines in the calendar program that they use anyway. */
export class CalendarFeeds1780000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'calendar_feeds',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'official_id', type: 'varchar', length: '36' },
          { name: 'hash', type: 'varchar', length: '64' },
          { name: 'created_at', type: 'varchar', length: '24' },
          { name: 'revoked_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'last_read_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'content_hash', type: 'varchar', length: '64', isNullable: true },
          { name: 'content_since', type: 'varchar', length: '24', isNullable: true },
        ],
        indices: [
          { name: 'calendar_feeds_hash', columnNames: ['hash'], isUnique: true },
          { name: 'calendar_feeds_official', columnNames: ['official_id'] },
        ],
        foreignKeys: [
          {
            name: 'calendar_feeds_official_fk',
            columnNames: ['official_id'],
            referencedTableName: 'officials',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('calendar_feeds');
  }
}
