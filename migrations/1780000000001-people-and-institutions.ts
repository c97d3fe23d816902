import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Who works with Qasja, and for which institution. */
export class PeopleAndInstitutions1780000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'institutions',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'code', type: 'varchar', length: '12' },
          { name: 'name_sq', type: 'varchar', length: '200' },
          { name: 'name_sr', type: 'varchar', length: '200' },
          { name: 'name_en', type: 'varchar', length: '200' },
          { name: 'settings', type: 'text' },
          { name: 'active', type: 'boolean' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        indices: [{ name: 'institutions_code', columnNames: ['code'], isUnique: true }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'directorates',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'name_sq', type: 'varchar', length: '200' },
          { name: 'name_sr', type: 'varchar', length: '200' },
          { name: 'name_en', type: 'varchar', length: '200' },
          { name: 'head_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'active', type: 'boolean' },
        ],
        indices: [{ name: 'directorates_institution', columnNames: ['institution_id'] }],
        foreignKeys: [
          {
            name: 'directorates_institution_fk',
            columnNames: ['institution_id'],
            referencedTableName: 'institutions',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'officials',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'email', type: 'varchar', length: '254' },
          { name: 'name', type: 'varchar', length: '200' },
          { name: 'password_hash', type: 'varchar', length: '200' },
          { name: 'role', type: 'varchar', length: '40' },
          { name: 'directorate_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'language', type: 'varchar', length: '3' },
          { name: 'active', type: 'boolean' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        indices: [
          { name: 'officials_email', columnNames: ['email'], isUnique: true },
          { name: 'officials_institution', columnNames: ['institution_id'] },
        ],
        foreignKeys: [
          {
            name: 'officials_institution_fk',
            columnNames: ['institution_id'],
            referencedTableName: 'institutions',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
          {
            name: 'officials_directorate_fk',
            columnNames: ['directorate_id'],
            referencedTableName: 'directorates',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'sessions',
        columns: [
          { name: 'id', type: 'varchar', length: '64', isPrimary: true },
          { name: 'official_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'data', type: 'text' },
          { name: 'expires_at', type: 'varchar', length: '24' },
        ],
        indices: [
          { name: 'sessions_expires', columnNames: ['expires_at'] },
          { name: 'sessions_official', columnNames: ['official_id'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'api_tokens',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'official_id', type: 'varchar', length: '36' },
          { name: 'name', type: 'varchar', length: '100' },
          { name: 'hash', type: 'varchar', length: '64' },
          { name: 'created_at', type: 'varchar', length: '24' },
          { name: 'revoked_at', type: 'varchar', length: '24', isNullable: true },
        ],
        indices: [{ name: 'api_tokens_hash', columnNames: ['hash'], isUnique: true }],
        foreignKeys: [
          {
            name: 'api_tokens_official_fk',
            columnNames: ['official_id'],
            referencedTableName: 'officials',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'attempts',
        columns: [
          { name: 'key', type: 'varchar', length: '80', isPrimary: true },
          { name: 'count', type: 'integer' },
          { name: 'until', type: 'varchar', length: '24' },
        ],
        indices: [{ name: 'attempts_until', columnNames: ['until'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'heartbeats',
        columns: [
          { name: 'name', type: 'varchar', length: '40', isPrimary: true },
          { name: 'at', type: 'varchar', length: '24' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'heartbeats',
      'attempts',
      'api_tokens',
      'sessions',
      'officials',
      'directorates',
      'institutions',
    ]) {
      await runner.dropTable(table);
    }
  }
}
