import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns of cases of before that a rederivation would have to mend. */
export class RowsOfBeforeAsEventsTellThem1780000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What was decided has no hour to wait for.
    await runner.query('UPDATE case_files SET due_at = NULL WHERE closed_on IS NOT NULL AND due_at IS NOT NULL');
    // Complaints of old registers are over.
    await runner.query(
      `UPDATE case_files SET complaint_stage = 'done' WHERE complaint_on IS NOT NULL AND complaint_stage IS NULL`,
    );
    // A decision of an earlier day, entered late, shows that there was no silence.
    await runner.query('UPDATE case_files SET silent_since = NULL WHERE closed_on < silent_since');
  }

  /** Nothing: what these rows said before was wrong. */
  async down(): Promise<void> {}
}
