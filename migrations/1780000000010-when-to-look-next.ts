import type { MigrationInterface, QueryRunner } from 'typeorm';

const HOURS = 3_600_000;

/**
 * Says of the cases of before when the sweep looks next. A local day begins one or two hours before the day in UTC; two are
 * taken for all: the sweep that looks an hour early finds nothing due and asks for the right instant. Open urgent cases are
 * looked at once, because their rungs were in days.
 */
export class WhenToLookNext1780000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { day } of await this.days(runner)) {
      const at = new Date(Date.parse(`${day}T00:00:00Z`) - 2 * HOURS).toISOString();
      await runner.query(`UPDATE case_files SET next_rung_at = '${at}' WHERE next_rung_on = '${day}'`);
    }
    await runner.query('UPDATE case_files SET next_rung_at = received_at WHERE due_at IS NOT NULL AND outcome IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE case_files SET next_rung_on = substr(next_rung_at, 1, 10)');
  }

  private days(runner: QueryRunner): Promise<{ day: string }[]> {
    return runner.query('SELECT DISTINCT next_rung_on AS day FROM case_files WHERE next_rung_on IS NOT NULL');
  }
}
