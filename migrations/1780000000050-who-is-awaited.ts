import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const COLUMNS = ['awaited_since varchar(10)', 'awaited varchar(60)'] as const;

/** The days of a question that nobody has answered, and of an offer that stands, as the events of the case tell them. */
const ASKED = `(SELECT min(e.occurred_on) FROM events e WHERE e.case_id = case_files.id AND e.type = 'clarification-asked'
  AND e.seq > coalesce((SELECT max(s.seq) FROM events s WHERE s.case_id = case_files.id
    AND s.type IN ('clarification-answered', 'clarification-lapsed')), 0))`;
const OFFERED = `(SELECT max(e.occurred_on) FROM events e WHERE e.case_id = case_files.id AND e.type = 'forward-offered')`;

/** Each case says since when it waits for somebody else, and for whom: the queue lists what waits without reading events. */
export class WhoIsAwaited1780000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL, because TypeORM would copy the whole table on SQLite.
    for (const column of COLUMNS) await runner.query(`ALTER TABLE case_files ADD COLUMN ${column}`);
    await runner.query(
      `UPDATE case_files SET awaited_since = ${ASKED}, awaited = 'applicant'
       WHERE closed_on IS NULL AND status IN ('awaiting-clarification', 'offered')`,
    );
    await runner.query(`UPDATE case_files SET awaited = NULL WHERE awaited_since IS NULL AND awaited IS NOT NULL`);
    await runner.query(
      `UPDATE case_files SET
         awaited = CASE WHEN awaited IS NULL THEN 'institution' ELSE awaited || ' institution' END,
         awaited_since = CASE WHEN awaited_since < ${OFFERED} THEN awaited_since ELSE ${OFFERED} END
       WHERE closed_on IS NULL AND status = 'offered'`,
    );
    const columnNames = ['institution_id', 'awaited_since', 'id'];
    await runner.createIndex('case_files', new TableIndex({ name: 'case_files_awaited', columnNames }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('case_files', 'case_files_awaited');
    for (const column of COLUMNS) await runner.query(`ALTER TABLE case_files DROP COLUMN ${column.split(' ')[0]}`);
  }
}
