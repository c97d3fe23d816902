import { AlarmRulesAndNotices1780000000020 } from '../../migrations';
import { localDate } from '../../src/core/law';
import { AlarmRow, CaseRow, OutboxRow } from '../../src/records';
import { fillCases } from '../bench/fill';
import { fixedClock } from '../support/clock';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { seedMunicipality } from '../support/seed';
import { sweeperOf } from '../support/sweeper';

describe.each(DATABASES)('a database from before rules, notices and answers, on %s', (dialect) => {
  let db: OpenedDatabase;
  beforeAll(async () => (db = await openTestDatabase(dialect)));
  afterAll(() => db.close());

  it('keeps its alarms: nothing is told again, and nothing climbs of which nobody was asked', async () => {
    const clock = fixedClock('2026-03-10T09:00:00+01:00');
    const seed = await seedMunicipality(db.source, new Date('2026-03-02T08:00:00Z'));
    await fillCases(db.source, seed, [
      { count: 3, kind: 'access-request', receivedOn: () => localDate('2026-03-02'), nobodys: true },
      { count: 1, kind: 'access-request', receivedOn: () => localDate('2026-03-04'), nobodys: true },
    ]);
    const sweep = sweeperOf(db.transactions, clock, () => Promise.resolve());
    await sweep.run();
    const { manager } = db.source;
    await manager.update(AlarmRow, { state: 'planned' }, { state: 'told', settledAt: clock.now() });
    const told = (await manager.find(AlarmRow)).map((one) => `${one.caseId} ${one.rung} ${one.recipientKey}`);
    expect(told.filter((one) => one.includes('escalation-overdue'))).not.toHaveLength(0);
    const applied = (): Promise<unknown[]> =>
      db.source.query(`SELECT 1 FROM migrations WHERE name = '${AlarmRulesAndNotices1780000000020.name}'`);
    while ((await applied()).length > 0) await db.source.undoLastMigration();
    await db.source.query('DELETE FROM outbox');
    await db.source.runMigrations();

    for (const at of ['2026-03-10T09:05:00+01:00', '2026-03-10T15:59:00+01:00', '2026-03-11T12:00:00+01:00']) {
      clock.set(at);
      await sweep.run();
    }
    const after = await manager.find(AlarmRow);
    expect(after.map((one) => one.rung).filter((one) => /climb/.test(one))).toEqual([]);
    const again = after.map((one) => `${one.caseId} ${one.rung} ${one.recipientKey}`);
    expect(new Set(again).size).toBe(again.length);
    expect(again.filter((one) => !told.includes(one)).every((one) => /-0 |-1 /.test(one))).toBe(true);
    expect(await manager.countBy(CaseRow, { isOpen: true })).toBe(4);
    // The mornings begin with the list of what is due, and with no notice of old.
    const mails = await manager.find(OutboxRow);
    expect(mails.every((one) => one.kind === 'digest' && (one.facts.notices as unknown[]).length === 0)).toBe(true);
  });
});
