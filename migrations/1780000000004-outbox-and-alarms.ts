import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** What is to be sent, and which alarm was given. */
export class OutboxAndAlarms1780000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'outbox',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'case_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'kind', type: 'varchar', length: '40' },
          { name: 'recipient', type: 'varchar', length: '254' },
          { name: 'language', type: 'varchar', length: '3' },
          { name: 'facts', type: 'text' },
          { name: 'file_ids', type: 'text' },
          { name: 'state', type: 'varchar', length: '40' },
          { name: 'attempts', type: 'integer' },
          { name: 'next_attempt_at', type: 'varchar', length: '24' },
          { name: 'created_at', type: 'varchar', length: '24' },
          { name: 'sent_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'problem', type: 'varchar', length: '500', isNullable: true },
        ],
        indices: [
          { name: 'outbox_case', columnNames: ['case_id'] },
          { name: 'outbox_institution_created', columnNames: ['institution_id', 'created_at', 'id'] },
          { name: 'outbox_state_next', columnNames: ['state', 'next_attempt_at'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'alarms',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'case_id', type: 'varchar', length: '36' },
          { name: 'clock_version', type: 'varchar', length: '80' },
          { name: 'rung', type: 'varchar', length: '40' },
          { name: 'recipient_key', type: 'varchar', length: '36' },
          { name: 'due_on', type: 'varchar', length: '10' },
          { name: 'state', type: 'varchar', length: '40' },
          { name: 'created_at', type: 'varchar', length: '24' },
          { name: 'settled_at', type: 'varchar', length: '24', isNullable: true },
        ],
        indices: [
          { name: 'alarms_state', columnNames: ['state'] },
          { name: 'alarms_once', columnNames: ['case_id', 'clock_version', 'rung', 'recipient_key'], isUnique: true },
        ],
        foreignKeys: [
          {
            name: 'alarms_case_fk',
            columnNames: ['case_id'],
            referencedTableName: 'case_files',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'imports',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'file_name', type: 'varchar', length: '255' },
          { name: 'sha256', type: 'varchar', length: '64' },
          { name: 'added', type: 'integer' },
          { name: 'unchanged', type: 'integer' },
          { name: 'by_id', type: 'varchar', length: '36' },
          { name: 'at', type: 'varchar', length: '24' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['imports', 'alarms', 'outbox']) {
      await runner.dropTable(table);
    }
  }
}
