import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Officials choose their password themselves, by a link in a mail. */
export class InvitationsAndResetLinks1780000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'sign_in_links',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'official_id', type: 'varchar', length: '36' },
          { name: 'purpose', type: 'varchar', length: '40' },
          { name: 'created_at', type: 'varchar', length: '24' },
          { name: 'expires_at', type: 'varchar', length: '24' },
          { name: 'used_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'revoked_at', type: 'varchar', length: '24', isNullable: true },
        ],
        indices: [{ name: 'sign_in_links_official', columnNames: ['official_id', 'created_at'] }],
        foreignKeys: [
          {
            name: 'sign_in_links_official_fk',
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
    await runner.dropTable('sign_in_links');
  }
}
