import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const id = (name: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '36',
  isNullable,
});
const text = (name: string, length: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length,
  isNullable,
});
const key = (table: string, name: string, column: string, referencedTableName: string) => ({
  name: `${table}_${name}_fk`,
  columnNames: [column],
  referencedTableName,
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const TABLE = new Table({
  name: 'directorate_tasks',
  columns: [
    { ...id('id'), isPrimary: true },
    id('institution_id'),
    id('case_id'),
    id('directorate_id'),
    id('assignee_id', true),
    text('state', '40'),
    { name: 'text', type: 'text' },
    { name: 'answer', type: 'text', isNullable: true },
    { name: 'file_ids', type: 'text' },
    { name: 'answer_file_ids', type: 'text' },
    id('asked_by'),
    text('asked_at', '24'),
    text('due_on', '10'),
    id('settled_by', true),
    text('settled_at', '24', true),
  ],
  indices: [
    { name: 'directorate_tasks_case', columnNames: ['case_id'] },
    { name: 'directorate_tasks_institution', columnNames: ['institution_id', 'state', 'due_on', 'id'] },
    { name: 'directorate_tasks_directorate', columnNames: ['directorate_id', 'state', 'due_on', 'id'] },
    { name: 'directorate_tasks_assignee', columnNames: ['assignee_id', 'state', 'due_on', 'id'] },
  ],
  foreignKeys: [
    key('directorate_tasks', 'case', 'case_id', 'case_files'),
    key('directorate_tasks', 'directorate', 'directorate_id', 'directorates'),
  ],
});

/** A case can ask several directorates for documents at once; each request has people, a day and an answer of its own. */
export class DocumentsAskedOfDirectorates1780000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(TABLE.clone());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('directorate_tasks');
  }
}
