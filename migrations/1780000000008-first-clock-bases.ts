import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The national table that the program shipped when these columns came. */
const NATIONAL = 'kosovo-2010-2027/1';

/** Gives each institution of before its first basis, and its cases with it. */
export class FirstClockBases1780000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const institutions = await this.institutions(runner);
    for (const { id, settings, created_at } of institutions) {
      const { extensionReading = 'A', workingDays = false } = JSON.parse(settings) as Record<string, unknown>;
      const chosen = JSON.stringify({ extensionReading, workingDays, clarification: 'runs' });
      // The first basis of an institution of before carries the id of the institution.
      await runner.query(
        `INSERT INTO clock_bases (id, institution_id, number, calendar_version, national_version, settings, recorded_at)
         VALUES ('${id}', '${id}', 1, '${NATIONAL}', '${NATIONAL}', '${chosen}', '${created_at}')`,
      );
    }
    await runner.query('UPDATE institutions SET basis_id = id');
    await runner.query('UPDATE case_files SET basis_id = institution_id, decision_due_on = due_on');
  }

  /** Nothing: the columns go with the migration that brought them. */
  async down(): Promise<void> {}

  private institutions(runner: QueryRunner): Promise<{ id: string; settings: string; created_at: string }[]> {
    return runner.query('SELECT id, settings, created_at FROM institutions');
  }
}
