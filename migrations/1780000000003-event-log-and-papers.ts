import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { appendOnly } from './append-only';

/** The append-only log, files, notes and letters. */
export class EventLogAndPapers1780000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'events',
        columns: [
          { name: 'institution_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'seq', type: 'integer', isPrimary: true },
          { name: 'case_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'type', type: 'varchar', length: '40' },
          { name: 'occurred_on', type: 'varchar', length: '10' },
          { name: 'recorded_at', type: 'varchar', length: '24' },
          { name: 'actor_kind', type: 'varchar', length: '10' },
          { name: 'actor_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'data', type: 'text' },
          { name: 'previous_hash', type: 'varchar', length: '64' },
          { name: 'hash', type: 'varchar', length: '64' },
        ],
        indices: [{ name: 'events_case', columnNames: ['case_id', 'seq'] }],
        foreignKeys: [
          {
            name: 'events_institution_fk',
            columnNames: ['institution_id'],
            referencedTableName: 'institutions',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
          {
            name: 'events_case_fk',
            columnNames: ['case_id'],
            referencedTableName: 'case_files',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    await appendOnly(runner, 'events');
    await runner.createTable(
      new Table({
        name: 'chain_heads',
        columns: [
          { name: 'institution_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'seq', type: 'integer' },
          { name: 'hash', type: 'varchar', length: '64' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'files',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'case_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'submission_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'role', type: 'varchar', length: '40' },
          { name: 'name', type: 'varchar', length: '255' },
          { name: 'media_type', type: 'varchar', length: '100' },
          { name: 'size', type: 'integer' },
          { name: 'sha256', type: 'varchar', length: '64' },
          { name: 'released', type: 'boolean' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        indices: [
          { name: 'files_submission', columnNames: ['submission_id'] },
          { name: 'files_case', columnNames: ['case_id'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'notes',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'case_id', type: 'varchar', length: '36' },
          { name: 'author_id', type: 'varchar', length: '36' },
          { name: 'text', type: 'text' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        indices: [{ name: 'notes_case', columnNames: ['case_id'] }],
        foreignKeys: [
          {
            name: 'notes_case_fk',
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
        name: 'letters',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'case_id', type: 'varchar', length: '36' },
          { name: 'kind', type: 'varchar', length: '40' },
          { name: 'language', type: 'varchar', length: '3' },
          { name: 'facts', type: 'text' },
          { name: 'text', type: 'text' },
          { name: 'file_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'from_applicant', type: 'boolean' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        indices: [{ name: 'letters_case', columnNames: ['case_id'] }],
        foreignKeys: [
          {
            name: 'letters_case_fk',
            columnNames: ['case_id'],
            referencedTableName: 'case_files',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['letters', 'notes', 'files', 'chain_heads', 'events']) {
      await runner.dropTable(table);
    }
  }
}
