import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** What a filter of the list can ask, so that an index answers without the rows of cases that do not fit. */
const ASKED = ['kind', 'status', 'assignee_id', 'directorate_id', 'due_at'];

const OPEN = 'is_open';
const COMPLAINTS = "complaint_stage IN ('reply', 'agency', 'comply')";

const INDICES = [
  { name: 'case_files_open_by_due', columnNames: ['institution_id', 'due_on', 'id', ...ASKED], where: OPEN },
  {
    name: 'case_files_open_by_receipt',
    columnNames: ['institution_id', 'received_on', 'id', 'due_on', ...ASKED],
    where: OPEN,
  },
  {
    name: 'case_files_open_by_number',
    columnNames: ['institution_id', 'reference', 'due_on', 'received_on', ...ASKED],
    where: OPEN,
  },
  { name: 'case_files_open_by_status', columnNames: ['institution_id', 'status', 'due_on', 'id'], where: OPEN },
  { name: 'case_files_complaints', columnNames: ['institution_id', 'due_on', 'id'], where: COMPLAINTS },
];

/** The queue is sorted and filtered by whatever it shows. Open cases are few beside the closed ones: theirs are partial. */
export class QueueInEveryOrder1780000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const index of INDICES) await runner.createIndex('case_files', new TableIndex(index));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of INDICES) await runner.dropIndex('case_files', name);
  }
}
