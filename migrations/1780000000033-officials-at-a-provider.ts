import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Officials can sign in through a provider of OpenID Connect. */
export class OfficialsAtAProvider1780000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'provider_subjects',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'official_id', type: 'varchar', length: '36' },
          { name: 'issuer', type: 'varchar', length: '500' },
          { name: 'subject', type: 'varchar', length: '255' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        indices: [
          { name: 'provider_subjects_once', columnNames: ['issuer', 'subject'], isUnique: true },
          { name: 'provider_subjects_official', columnNames: ['official_id', 'issuer'], isUnique: true },
        ],
        foreignKeys: [
          {
            name: 'provider_subjects_official_fk',
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
    await runner.dropTable('provider_subjects');
  }
}
