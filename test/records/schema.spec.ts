import { randomUUID } from 'node:crypto';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
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
});
