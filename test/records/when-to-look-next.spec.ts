import { NextRungAt1780000000009, WhenToLookNext1780000000010 } from '../../migrations';
import { localDate, startOfLocalDay } from '../../src/core/law';
import { fillCases } from '../bench/fill';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { seedMunicipality } from '../support/seed';

const HOURS = 3_600_000;

describe.each(DATABASES)('the change from a day to an instant of looking, on %s', (dialect) => {
  let db: OpenedDatabase;
  beforeAll(async () => (db = await openTestDatabase(dialect)));
  afterAll(() => db.close());

  it('looks at no case later than before, at none much earlier, and at urgent ones at once', async () => {
    const seed = await seedMunicipality(db.source, new Date('2026-03-02T08:00:00Z'));
    const receivedOn = () => localDate('2026-03-23');
    await fillCases(db.source, seed, [
      { count: 3, kind: 'access-request', receivedOn },
      { count: 2, kind: 'access-request', receivedOn, decidedAfter: () => 2 },
    ]);
    const applied = (): Promise<unknown[]> =>
      db.source.query(`SELECT 1 FROM migrations WHERE name = 'NextRungAt1780000000009'`);
    while ((await applied()).length > 0) await db.source.undoLastMigration();
    // As the version before knew them: by the local day, and an urgent one by its days too.
    await db.source.query(`UPDATE case_files SET next_rung_on = '2026-03-27' WHERE next_rung_on IS NOT NULL`);
    await db.source.query(
      `UPDATE case_files SET due_at = '2026-03-25T08:00:00.000Z' WHERE reference = 'KK-2026-00001'`,
    );
    // Only as far as the change: what came later asks the sweep to look at all of them anew.
    const runner = db.source.createQueryRunner();
    await new NextRungAt1780000000009().up(runner);
    await new WhenToLookNext1780000000010().up(runner);
    await runner.release();
    const after = await db.source.query<{ at: string | null; received: string }[]>(
      'SELECT next_rung_at AS at, received_at AS received FROM case_files ORDER BY reference',
    );
    expect(after[0]?.at).toBe(after[0]?.received);
    const wanted = startOfLocalDay(localDate('2026-03-27')).getTime();
    for (const i of [1, 2]) {
      const early = wanted - Date.parse(after[i]?.at ?? '');
      expect([early >= 0, early <= 2 * HOURS]).toEqual([true, true]);
    }
    expect(after.slice(3).map((one) => one.at)).toEqual([null, null]);
  });
});
