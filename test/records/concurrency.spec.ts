import { setTimeout as sleep } from 'node:timers/promises';
import { Attempt } from '../../src/records';
import { createDataSource, dataSourceOptions } from '../../src/records/data-source';
import { DataSource } from 'typeorm';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';

const row = (key: string) => ({ key, count: 0, until: new Date('2026-01-01T00:00:00Z') });
const keysOf = async (source: DataSource): Promise<string> =>
  (await source.getRepository(Attempt).find())
    .map((one) => one.key)
    .sort()
    .join();

/** A starts, B starts later and commits, A gives up: what B was told is committed must be there. */
const abortedBesideCommitted = (source: DataSource) =>
  Promise.allSettled([
    source.transaction(async (tx) => {
      await tx.insert(Attempt, row('A1'));
      await sleep(40);
      throw new Error('A gives up');
    }),
    sleep(10).then(() =>
      source.transaction(async (tx) => {
        await tx.insert(Attempt, row('B1'));
        await sleep(5);
        await tx.insert(Attempt, row('B2'));
      }),
    ),
  ]);

describe.each(DATABASES)('transactions side by side on %s', (dialect) => {
  let db: OpenedDatabase;
  beforeAll(async () => (db = await openTestDatabase(dialect)));
  beforeEach(() => db.source.createQueryBuilder().delete().from(Attempt).execute());
  afterAll(() => db.close());

  it('keeps what was committed beside a transaction that gives up', async () => {
    const ends = await abortedBesideCommitted(db.source);
    expect(ends.map((one) => one.status)).toEqual(['rejected', 'fulfilled']);
    expect(await keysOf(db.source)).toBe('B1,B2');
  });

  it('keeps a plain insert beside a transaction that gives up, and shows nobody its rows', async () => {
    let seen = 'nothing read';
    await Promise.allSettled([
      db.source.transaction(async (tx) => {
        await tx.insert(Attempt, row('A1'));
        await sleep(40);
        throw new Error('A gives up');
      }),
      sleep(10).then(async () => {
        seen = await keysOf(db.source);
        await db.source.getRepository(Attempt).insert(row('P'));
      }),
    ]);
    expect(seen).toBe('');
    expect(await keysOf(db.source)).toBe('P');
  });

  it('keeps fifty transactions apart, each with an inner one that gives up', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        db.source.transaction(async (tx) => {
          await tx.insert(Attempt, row(`outer-${i}`));
          const inner = tx.transaction(async (deeper) => {
            await deeper.insert(Attempt, row(`inner-${i}`));
            throw new Error('inner gives up');
          });
          await inner.catch(() => undefined);
        }),
      ),
    );
    expect(await db.source.getRepository(Attempt).countBy({})).toBe(50);
    expect(await keysOf(db.source)).not.toContain('inner');
  });

  it('lets others read what was committed, without waiting for a long transaction', async () => {
    await db.source.getRepository(Attempt).insert(row('before'));
    let end!: () => void;
    const held = new Promise<void>((resolve) => (end = resolve));
    let begun!: () => void;
    const begins = new Promise<void>((resolve) => (begun = resolve));
    const long = db.source.transaction(async (tx) => {
      await tx.insert(Attempt, row('during'));
      begun();
      await held;
    });
    await begins;
    const repository = db.source.getRepository(Attempt);
    const read = await Promise.race([
      Promise.all([keysOf(db.source), repository.countBy({}), repository.existsBy({ key: 'during' })]),
      sleep(2_000).then(() => 'waited'),
    ]);
    expect(read).toEqual(['before', 1, false]);
    end();
    await long;
    expect(await keysOf(db.source)).toBe('before,during');
  });

  it('works again after all that', async () => {
    await db.source.getRepository(Attempt).insert(row('Z'));
    expect(await keysOf(db.source)).toBe('Z');
  });
});

describe('why SQLite needs turns', () => {
  it('loses committed rows with the stock driver, so the test above can fail', async () => {
    const options = { ...dataSourceOptions('sqlite::memory:'), migrations: [], synchronize: true };
    const stock = await new DataSource(options).initialize();
    const ends = await abortedBesideCommitted(stock);
    expect([ends[1]?.status, await keysOf(stock)]).not.toEqual(['fulfilled', 'B1,B2']);
    await stock.destroy();
  });

  it('fails loudly instead of waiting for ever when the wrong manager is used inside a transaction', async () => {
    const options = { ...dataSourceOptions('sqlite::memory:'), migrations: [], synchronize: true };
    const source = await createDataSource(options).initialize();
    const wrong = source.transaction(async (tx) => {
      await tx.insert(Attempt, row('A1'));
      await source.getRepository(Attempt).insert(row('W'));
    });
    await expect(wrong).rejects.toThrow(/use the manager given to the transaction/);
    expect(await keysOf(source)).toBe('');
    await source.destroy();
  });

  it('lets three processes write to one file', async () => {
    const db = await openTestDatabase('sqlite');
    await db.source.getRepository(Attempt).insert(row('n'));
    const sources = await Promise.all([1, 2, 3].map(() => createDataSource(dataSourceOptions(db.url)).initialize()));
    await Promise.all(
      sources.flatMap((source) =>
        Array.from({ length: 40 }, () =>
          source.transaction(async (tx) => {
            const { count } = await tx.findOneByOrFail(Attempt, { key: 'n' });
            await tx.update(Attempt, { key: 'n' }, { count: count + 1 });
          }),
        ),
      ),
    );
    expect((await db.source.getRepository(Attempt).findOneByOrFail({ key: 'n' })).count).toBe(120);
    await Promise.all(sources.map((source) => source.destroy()));
    await db.close();
  });
});
