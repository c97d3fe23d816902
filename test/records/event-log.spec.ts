import { localDate } from '../../src/core/law';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { seedMunicipality } from '../support/seed';

const NOW = new Date('2026-03-30T08:00:00.123Z');
const happened = (n: number) => ({
  caseId: null,
  actor: { kind: 'system' as const },
  event: { type: 'setting.changed', occurredOn: localDate('2026-03-30'), n, letters: 'ë ç Đ š' },
});

describe.each(DATABASES)('the event log on %s', (dialect) => {
  let db: OpenedDatabase;
  let institutionId: string;
  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    institutionId = (await seedMunicipality(db.source, NOW)).institution.id;
  });
  afterAll(() => db.close());
  const append = (...ns: number[]) =>
    db.transactions.run((tx) => db.log.append(tx, institutionId, NOW, ns.map(happened)));
  const verify = () => db.log.verify(db.source.manager, institutionId);

  it('is whole when it is empty', async () => {
    expect(await verify()).toEqual({ rows: 0, brokenAt: null });
  });

  it('numbers rows without gaps though many append at once and some give up', async () => {
    await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        db.transactions.run(async (tx) => {
          await db.log.append(tx, institutionId, NOW, [happened(i), happened(i)]);
          if (i % 3 === 0) throw new Error('gives up');
        }),
      ),
    );
    expect(await verify()).toEqual({ rows: 40, brokenAt: null });
  });

  it('finds a changed row, a removed row and a cut-off end, though somebody took the guard away', async () => {
    await append(1, 2, 3);
    const rows = (await verify()).rows;
    await liftGuard(db);
    await db.source.query(`UPDATE events SET data = '{"n":99}' WHERE seq = 5`);
    expect((await verify()).brokenAt).toBe(5);
    await db.source.query(`DELETE FROM events WHERE seq = 5`);
    expect((await verify()).brokenAt).toBe(5);
    await db.source.query(`DELETE FROM events WHERE seq >= 5`);
    expect(await verify()).toEqual({ rows: 4, brokenAt: 5 });
    expect(rows).toBe(43);
  });
});

async function liftGuard(db: OpenedDatabase): Promise<void> {
  if (db.transactions.dialect === 'postgres') await db.source.query('DROP TRIGGER events_append_only ON events');
  else for (const act of ['update', 'delete']) await db.source.query(`DROP TRIGGER events_no_${act}`);
}
