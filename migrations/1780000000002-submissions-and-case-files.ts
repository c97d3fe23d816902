import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { appendOnly } from './append-only';

/** What was sent, kept as sent, and the case made from it. */
export class SubmissionsAndCaseFiles1780000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'submissions',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'submission_key', type: 'varchar', length: '64' },
          { name: 'channel', type: 'varchar', length: '40' },
          { name: 'kind', type: 'varchar', length: '40' },
          { name: 'received_at', type: 'varchar', length: '24' },
          { name: 'payload', type: 'text' },
          { name: 'sha256', type: 'varchar', length: '64' },
        ],
        indices: [{ name: 'submissions_key', columnNames: ['institution_id', 'submission_key'], isUnique: true }],
        foreignKeys: [
          {
            name: 'submissions_institution_fk',
            columnNames: ['institution_id'],
            referencedTableName: 'institutions',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    await appendOnly(runner, 'submissions');
    await runner.createTable(
      new Table({
        name: 'intake_backlog',
        columns: [
          { name: 'submission_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'tries', type: 'integer' },
          { name: 'problem', type: 'varchar', length: '500' },
        ],
        foreignKeys: [
          {
            name: 'intake_backlog_submission_fk',
            columnNames: ['submission_id'],
            referencedTableName: 'submissions',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'protocol_counters',
        columns: [
          { name: 'institution_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'year', type: 'integer', isPrimary: true },
          { name: 'last', type: 'integer' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'case_files',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'institution_id', type: 'varchar', length: '36' },
          { name: 'submission_id', type: 'varchar', length: '36' },
          { name: 'reference', type: 'varchar', length: '60' },
          { name: 'kind', type: 'varchar', length: '40' },
          { name: 'channel', type: 'varchar', length: '40' },
          { name: 'urgent', type: 'boolean' },
          { name: 'imported', type: 'boolean' },
          { name: 'subject', type: 'varchar', length: '300' },
          { name: 'search_text', type: 'text' },
          { name: 'language', type: 'varchar', length: '3' },
          { name: 'answer_language', type: 'varchar', length: '3' },
          { name: 'document_type', type: 'varchar', length: '40' },
          { name: 'applicant_type', type: 'varchar', length: '40' },
          { name: 'wanted_form', type: 'varchar', length: '40', isNullable: true },
          { name: 'received_on', type: 'varchar', length: '10' },
          { name: 'received_at', type: 'varchar', length: '24' },
          { name: 'registered_on', type: 'varchar', length: '10' },
          { name: 'status', type: 'varchar', length: '40' },
          { name: 'is_open', type: 'boolean' },
          { name: 'assignee_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'directorate_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'first_due_on', type: 'varchar', length: '10', isNullable: true },
          { name: 'due_on', type: 'varchar', length: '10' },
          { name: 'due_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'statute_version', type: 'varchar', length: '60', isNullable: true },
          { name: 'calendar_version', type: 'varchar', length: '60', isNullable: true },
          { name: 'extended_on', type: 'varchar', length: '10', isNullable: true },
          { name: 'extension_ground', type: 'varchar', length: '40', isNullable: true },
          { name: 'considered_on', type: 'varchar', length: '10', isNullable: true },
          { name: 'silent_since', type: 'varchar', length: '10', isNullable: true },
          { name: 'closed_on', type: 'varchar', length: '10', isNullable: true },
          { name: 'outcome', type: 'varchar', length: '40', isNullable: true },
          { name: 'answer_form', type: 'varchar', length: '40', isNullable: true },
          { name: 'grounds', type: 'varchar', length: '200', isNullable: true },
          { name: 'complaint_on', type: 'varchar', length: '10', isNullable: true },
          { name: 'complaint_outcome', type: 'varchar', length: '40', isNullable: true },
          { name: 'next_rung_on', type: 'varchar', length: '10', isNullable: true },
          { name: 'version', type: 'integer' },
        ],
        indices: [
          { name: 'case_files_submission', columnNames: ['submission_id'], isUnique: true },
          { name: 'case_files_closed', columnNames: ['institution_id', 'closed_on'] },
          { name: 'case_files_received', columnNames: ['institution_id', 'received_on'] },
          { name: 'case_files_next_rung', columnNames: ['next_rung_on'] },
          { name: 'case_files_directorate_due', columnNames: ['directorate_id', 'is_open', 'due_on', 'id'] },
          { name: 'case_files_assignee_due', columnNames: ['assignee_id', 'is_open', 'due_on', 'id'] },
          { name: 'case_files_open_due', columnNames: ['institution_id', 'is_open', 'due_on', 'id'] },
          { name: 'case_files_reference', columnNames: ['institution_id', 'reference'], isUnique: true },
        ],
        foreignKeys: [
          {
            name: 'case_files_institution_fk',
            columnNames: ['institution_id'],
            referencedTableName: 'institutions',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
          {
            name: 'case_files_submission_fk',
            columnNames: ['submission_id'],
            referencedTableName: 'submissions',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'applicants',
        columns: [
          { name: 'case_id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'name', type: 'varchar', length: '200' },
          { name: 'email', type: 'varchar', length: '254', isNullable: true },
          { name: 'postal_address', type: 'varchar', length: '500', isNullable: true },
          { name: 'phone', type: 'varchar', length: '40', isNullable: true },
          { name: 'access_code', type: 'varchar', length: '16' },
        ],
        foreignKeys: [
          {
            name: 'applicants_case_fk',
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
    for (const table of ['applicants', 'case_files', 'protocol_counters', 'intake_backlog', 'submissions']) {
      await runner.dropTable(table);
    }
  }
}
