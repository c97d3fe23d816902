import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const official = { name: 'official_id', type: 'varchar', length: '36' };
const toOfficial = (table: string) => ({
  name: `${table}_official_fk`,
  columnNames: ['official_id'],
  referencedTableName: 'officials',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

/** Officials can add a code from their phone to the password. */
export class ASecondFactor1780000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'second_factors',
        columns: [
          { ...official, isPrimary: true },
          { name: 'secret', type: 'varchar', length: '200' },
          { name: 'last_step', type: 'integer' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        foreignKeys: [toOfficial('second_factors')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'recovery_codes',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          official,
          { name: 'hash', type: 'varchar', length: '64' },
          { name: 'used_at', type: 'varchar', length: '24', isNullable: true },
        ],
        indices: [{ name: 'recovery_codes_once', columnNames: ['official_id', 'hash'], isUnique: true }],
        foreignKeys: [toOfficial('recovery_codes')],
      }),
    );
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    await runner.query(`ALTER TABLE officials ADD COLUMN second_factor_at varchar(24)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE officials DROP COLUMN second_factor_at`);
    await runner.dropTable('recovery_codes');
    await runner.dropTable('second_factors');
  }
}
