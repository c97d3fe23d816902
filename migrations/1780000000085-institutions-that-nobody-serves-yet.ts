import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An institution is offered to the public once somebody of it can sign in. Of those that are there already, the ones wait
 * that have no case and whose officials, if any, are all still invited: whoever was never invited, or whose invitation was
 * replaced by another way in, has a password.
 */
export class InstitutionsThatNobodyServesYet1780000000085 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    await runner.query('ALTER TABLE institutions ADD COLUMN unserved boolean');
    const yes = runner.connection.options.type === 'postgres' ? 'true' : '1';
    await runner.query(`UPDATE institutions SET unserved = ${yes}
      WHERE NOT EXISTS (SELECT 1 FROM case_files c WHERE c.institution_id = institutions.id)
        AND NOT EXISTS (SELECT 1 FROM officials o
          WHERE o.institution_id = institutions.id AND o.active AND o.role <> 'auditor'
            AND (NOT EXISTS (SELECT 1 FROM sign_in_links l WHERE l.official_id = o.id
                AND l.purpose = 'invitation' AND l.used_at IS NULL AND l.revoked_at IS NULL)
              OR EXISTS (SELECT 1 FROM sign_in_links l WHERE l.official_id = o.id AND l.used_at IS NOT NULL)
              OR EXISTS (SELECT 1 FROM provider_subjects p WHERE p.official_id = o.id)))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE institutions DROP COLUMN unserved');
  }
}
