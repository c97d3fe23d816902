import { addDays, localDate, startOfLocalDay } from '../../src/core/law';
import type { SweepService } from '../../src/features/alarms/sweep.service';
import { AlarmRow, CaseRow, DigestRow, Transactions } from '../../src/records';
import { type DataSource, openDatabase } from '../../src/records/data-source';
import { fillCases } from '../bench/fill';
import { fixedClock } from '../support/clock';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';
import { seedMunicipality } from '../support/seed';
import { sweeperOf } from '../support/sweeper';

const CASES = 700;

describe.each(DATABASES)('two sweeps at once on %s', (dialect) => {
  const clock = fixedClock('2026-03-09T08:30:00+01:00');
  let database: OpenedDatabase;
  let others: DataSource[];
  let queued: string[];

  /** A sweep of a process of its own: another connection to the same database. */
  async function sweeper(): Promise<SweepService> {
    const source = await openDatabase(database.url);
    others.push(source);
    // One alarm has a job of its own, many travel together.
    const add = (jobs: { data: { alarmId: string } | { alarmIds: string[] } }[]): Promise<void> => {
      queued.push(...jobs.flatMap(({ data }) => ('alarmIds' in data ? data.alarmIds : data.alarmId)));
      return Promise.resolve();
    };
    return sweeperOf(new Transactions(source), clock, add);
  }

  beforeAll(async () => {
    others = [];
    queued = [];
    database = await openTestDatabase(dialect);
    const seed = await seedMunicipality(database.source, clock.now());
    // Due tomorrow: reminder, and escalation to head and mayor's office; the reminder of three days before was missed.
    await fillCases(database.source, seed, [
      { count: CASES, kind: 'access-request', receivedOn: () => localDate('2026-03-03') },
    ]);
  });
  afterAll(async () => {
    for (const source of others) await source.destroy();
    await database.close();
  });

  it('plan each rung of each case once for each person, and leave nothing out', async () => {
    const sweeps = await Promise.all([sweeper(), sweeper(), sweeper()]);
    const swept = await Promise.all(sweeps.map((one) => one.run()));
    const rows = await database.source.manager.find(AlarmRow);
    const keys = rows.map((row) => [row.caseId, row.clockVersion, row.rung, row.recipientKey].join(' '));
    expect(new Set(keys).size).toBe(keys.length);
    const count = (rung: string, state: string): number =>
      new Set(rows.filter((row) => row.rung === rung && row.state === state).map((row) => row.caseId)).size;
    expect(count('reminder-1', 'planned')).toBe(CASES);
    expect(count('escalation-1', 'planned')).toBe(CASES);
    expect(count('reminder-3', 'superseded')).toBe(CASES);
    expect(swept.reduce((sum, one) => sum + one.cases, 0)).toBe(CASES);
    expect(new Set(queued)).toEqual(new Set(rows.filter((row) => row.state === 'planned').map((row) => row.id)));
    const next = await database.source.manager.findBy(CaseRow, {
      nextRungAt: startOfLocalDay(addDays(clock.today(), 1)),
    });
    expect(next).toHaveLength(CASES);
  });

  it('find nothing the second time', async () => {
    const [one] = [await sweeper()];
    expect(await one.run()).toEqual({ cases: 0, alarms: 0 });
  });
});

it('leave the morning of those for whom another one still plans to the next sweep (PostgreSQL)', async () => {
  const clock = fixedClock('2026-03-06T07:30:00+01:00');
  const database = await openTestDatabase('postgres');
  const seed = await seedMunicipality(database.source, new Date('2026-03-02T08:00:00Z'));
  await fillCases(database.source, seed, [
    { count: 1, kind: 'access-request', receivedOn: () => localDate('2026-03-02'), nobodys: true },
  ]);
  const sweep = sweeperOf(database.transactions, clock, () => Promise.resolve());
  const digests = (): Promise<number> => database.source.manager.count(DigestRow);
  const other = database.source.createQueryRunner();
  await other.startTransaction();
  await other.query('SELECT id FROM case_files FOR UPDATE');
  expect(await sweep.run()).toMatchObject({ cases: 0 });
  expect(await digests()).toBe(0);
  await other.rollbackTransaction();
  await other.release();
  // Whom an alarm of the day still has to reach waits until it did.
  expect(await sweep.run()).toMatchObject({ cases: 1 });
  const everybody = Object.values(seed.officials).length;
  expect(await digests()).toBe(everybody - 1);
  await database.source.manager.update(AlarmRow, { state: 'planned' }, { state: 'told' });
  await sweep.run();
  expect(await digests()).toBe(everybody);
  await database.close();
});
