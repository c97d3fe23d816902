import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever was given the first password of the installation keeps it; nobody else did until now. */
export class TheFirstAdministratorKeepsIt1780000000062 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const yes = runner.connection.options.type === 'postgres' ? 'true' : '1';
    const first = "SELECT id FROM officials WHERE role = 'administrator' ORDER BY created_at, id LIMIT 1";
    await runner.query(`UPDATE officials SET keeper = ${yes} WHERE id IN (${first})`);
  }

  async down(): Promise<void> {
    // The column goes with the migration before this one.
  }
}
