import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { appendOnly } from './append-only';

const id = { type: 'varchar', length: '36' };
const day = { type: 'varchar', length: '10' };
const code = { type: 'varchar', length: '40' };
const instant = { type: 'varchar', length: '24' };
const maybe = { isNullable: true };

const CASE_COLUMNS: readonly [string, string][] = [
  ['decision_due_on', "varchar(10) NOT NULL DEFAULT '9999-12-31'"],
  ['basis_id', "varchar(36) NOT NULL DEFAULT ''"],
  ['paused_since', 'varchar(10)'],
  ['paused_days', 'integer NOT NULL DEFAULT 0'],
  ['complaint_stage', 'varchar(40)'],
  ['complaint_notified_on', 'varchar(10)'],
  ['complaint_answered_on', 'varchar(10)'],
  ['complaint_decided_on', 'varchar(10)'],
  ['complied_on', 'varchar(10)'],
  ['outcome_after', 'varchar(40)'],
];

/** What dates are counted by, requests on their way to another institution, and the way of a complaint. */
export class ClockBasesTransfersAndComplaints1780000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(bases);
    await appendOnly(runner, 'clock_bases');
    await runner.createTable(transfers);
    await runner.query(`ALTER TABLE institutions ADD COLUMN basis_id varchar(36) NOT NULL DEFAULT ''`);
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    for (const [name, type] of CASE_COLUMNS) {
      await runner.query(`ALTER TABLE case_files ADD COLUMN ${name} ${type}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of CASE_COLUMNS) await runner.query(`ALTER TABLE case_files DROP COLUMN ${name}`);
    await runner.query('ALTER TABLE institutions DROP COLUMN basis_id');
    await runner.dropTable('transfers');
    await runner.dropTable('clock_bases');
  }
}

const bases = new Table({
  name: 'clock_bases',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    { name: 'institution_id', ...id },
    { name: 'number', type: 'integer' },
    { name: 'calendar_version', type: 'varchar', length: '60' },
    { name: 'national_version', type: 'varchar', length: '60' },
    { name: 'years', type: 'text', ...maybe },
    { name: 'settings', type: 'text' },
    { name: 'change', type: 'text', ...maybe },
    { name: 'by_id', ...id, ...maybe },
    { name: 'recorded_at', ...instant },
  ],
  indices: [{ name: 'clock_bases_number', columnNames: ['institution_id', 'number'], isUnique: true }],
  foreignKeys: [
    {
      name: 'clock_bases_institution_fk',
      columnNames: ['institution_id'],
      referencedTableName: 'institutions',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
});

const transfers = new Table({
  name: 'transfers',
  columns: [
    { name: 'id', ...id, isPrimary: true },
    { name: 'from_institution_id', ...id },
    { name: 'case_id', ...id },
    { name: 'to_institution_id', ...id, ...maybe },
    { name: 'destination', type: 'varchar', length: '300' },
    { name: 'reasons', type: 'text' },
    { name: 'offered_at', ...instant },
    { name: 'answer_by', ...day },
    { name: 'state', ...code },
    { name: 'settled_at', ...instant, ...maybe },
    { name: 'refusal', type: 'text', ...maybe },
    { name: 'new_case_id', ...id, ...maybe },
  ],
  indices: [
    { name: 'transfers_case', columnNames: ['case_id'] },
    { name: 'transfers_to', columnNames: ['to_institution_id', 'state'] },
    { name: 'transfers_waiting', columnNames: ['state', 'answer_by'] },
  ],
  foreignKeys: [
    {
      name: 'transfers_case_fk',
      columnNames: ['case_id'],
      referencedTableName: 'case_files',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
});
