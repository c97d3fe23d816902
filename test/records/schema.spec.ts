import { randomUUID } from 'node:crypto';
import { RowsOfBeforeAsEventsTellThem1780000000017 } from '../../migrations';
import { localDate } from '../../src/core/law';
import { Bases, CaseRow, Imports, Rederivation } from '../../src/records';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { randomCases } from '../support/random-cases';
import { seedMunicipality } from '../support/seed';

describe.each(DATABASES)('the schema on %s', (dialect) => {
  let db: OpenedDatabase;
  beforeAll(async () => (db = await openTestDatabase(dialect)));
  afterAll(() => db.close());

  it('is, after the migrations, exactly what the entities say', async () => {
    const { upQueries } = await db.source.driver.createSchemaBuilder().log();
    expect(upQueries.map((query) => query.query)).toEqual([]);
  });

  it('goes down to nothing and up again', async () => {
    const applied = await db.source.query<unknown[]>('SELECT name FROM migrations');
    for (const _ of applied) await db.source.undoLastMigration();
    expect(await db.source.runMigrations()).toHaveLength(applied.length);
    const { upQueries } = await db.source.driver.createSchemaBuilder().log();
    expect(upQueries).toEqual([]);
  });

  it('refuses to change or delete what was sent and what was recorded', async () => {
    const seed = await seedMunicipality(db.source, new Date('2026-03-01T10:00:00Z'), 'AO', 'ao.test');
    const event = { type: 'official.added', occurredOn: '2026-03-01' as never };
    await db.transactions.run((tx) =>
      db.log.append(tx, seed.institution.id, new Date('2026-03-01T10:00:00Z'), [
        { caseId: null, actor: { kind: 'system' }, event },
      ]),
    );
    await db.transactions.run((tx) =>
      db.registration.keep(tx, seed.institution.id, {
        id: randomUUID(),
        submissionKey: 'k',
        channel: 'web',
        kind: 'petition',
        receivedAt: new Date('2026-03-01T10:00:00Z'),
        payload: { text: 'as sent' },
        sha256: 'x',
      }),
    );
    for (const table of ['events', 'submissions']) {
      const column = table === 'events' ? 'data' : 'payload';
      await expect(db.source.query(`UPDATE ${table} SET ${column} = 'forged'`)).rejects.toThrow(/append-only/);
      await expect(db.source.query(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
    }
  });

  it('leaves no row of before that says something else than its events', async () => {
    const now = new Date('2026-11-20T09:00:00Z');
    const { institution, officials } = await seedMunicipality(db.source, now, 'BE', 'be.test');
    const old = randomCases(300, 3, localDate('2025-01-01')).map((one) => one.old);
    const file = { fileName: 'x', sha256: '0'.repeat(64), unchanged: 0 };
    const actor = { kind: 'official' as const, id: officials.zyrtar.id };
    await db.transactions.run((tx) => new Imports(db.log, new Bases()).add(tx, institution, old, file, actor, now));
    const differing = async (): Promise<string[]> => {
      const rows = await db.source.manager.findBy(CaseRow, { institutionId: institution.id });
      const ids = rows.map(({ id }) => id);
      const found = await new Rederivation(new Bases()).differences(db.source.manager, institution, ids);
      return [...new Set(found.flatMap(({ columns }) => Object.keys(columns)))].sort();
    };
    expect(await differing()).toEqual([]);
    // As earlier versions of the program wrote them.
    await db.source.query(`UPDATE case_files SET due_at = received_at WHERE urgent AND closed_on IS NOT NULL`);
    await db.source.query(`UPDATE case_files SET complaint_stage = NULL WHERE complaint_stage = 'done'`);
    await db.source.query(
      `UPDATE case_files SET silent_since = '2026-11-19' WHERE kind = 'petition' AND closed_on IS NOT NULL`,
    );
    expect(await differing()).toEqual(['complaintStage', 'dueAt', 'silentSince']);
    const runner = db.source.createQueryRunner();
    await new RowsOfBeforeAsEventsTellThem1780000000017().up(runner);
    await runner.release();
    expect(await differing()).toEqual([]);
  });
});
