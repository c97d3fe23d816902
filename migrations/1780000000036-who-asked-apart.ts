import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

// In plain SQL, because TypeORM would copy the whole tables on SQLite.
const COLUMNS = [
  ['submissions', 'anonymised_on varchar(10)'],
  ['case_files', 'anonymised_on varchar(10)'],
  ['files', 'removed_on varchar(10)'],
] as const;

/** Who sent a submission becomes a record of its own; cases, submissions and files know when that was taken away. */
export class WhoAskedApart1780000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'identities',
        columns: [
          { name: 'submission_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'sent', type: 'text' },
          { name: 'salt', type: 'varchar', length: '32' },
        ],
        foreignKeys: [
          {
            name: 'identities_submission_fk',
            columnNames: ['submission_id'],
            referencedTableName: 'submissions',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    for (const [table, column] of COLUMNS) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column}`);
    await runner.query(
      'CREATE INDEX case_files_retention ON case_files (institution_id, is_open, anonymised_on, closed_on, id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX case_files_retention');
    for (const [table, column] of COLUMNS)
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(' ')[0]}`);
    await runner.dropTable('identities');
  }
}
