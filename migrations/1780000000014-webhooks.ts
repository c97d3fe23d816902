import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Another system is told what happens, through the outbox; officials have a telephone that it can write to. */
export class Webhooks1780000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'webhooks',
        columns: [
          { name: 'institution_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'url', type: 'varchar', length: '500' },
          { name: 'events', type: 'text' },
          { name: 'secret', type: 'varchar', length: '100' },
          { name: 'previous_secret', type: 'varchar', length: '100', isNullable: true },
          { name: 'previous_until', type: 'varchar', length: '24', isNullable: true },
          { name: 'active', type: 'boolean' },
          { name: 'created_at', type: 'varchar', length: '24' },
          { name: 'changed_at', type: 'varchar', length: '24' },
        ],
        foreignKeys: [
          {
            name: 'webhooks_institution_fk',
            columnNames: ['institution_id'],
            referencedTableName: 'institutions',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    // In plain SQL, because TypeORM would copy the whole tables on SQLite.
    await runner.query(`ALTER TABLE officials ADD COLUMN phone varchar(40)`);
    await runner.query(`ALTER TABLE outbox ADD COLUMN channel varchar(40) NOT NULL DEFAULT 'mail'`);
    await runner.query(`DROP INDEX outbox_state_next`);
    await runner.query(`CREATE INDEX outbox_channel_state_next ON outbox (channel, state, next_attempt_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Only mail is known below here: what waits for another system is not to be mailed.
    await runner.query(`DELETE FROM outbox WHERE channel <> 'mail'`);
    await runner.query(`DROP INDEX outbox_channel_state_next`);
    await runner.query(`CREATE INDEX outbox_state_next ON outbox (state, next_attempt_at)`);
    await runner.query(`ALTER TABLE outbox DROP COLUMN channel`);
    await runner.query(`ALTER TABLE officials DROP COLUMN phone`);
    await runner.dropTable('webhooks');
  }
}
