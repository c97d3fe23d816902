import type { JobHandlers, JobQueue } from '../../src/platform/queue';
import { RelayProcessor } from '../../src/platform/relay/relay.processor';
import { Heartbeats, type NewMessage, Outbox, OutboxRow } from '../../src/records';
import { fixedClock } from '../support/clock';
import { type OpenedDatabase, openTestDatabase } from '../support/databases';
import { until } from '../support/job-house';
import { seedMunicipality } from '../support/seed';

const NOW = new Date('2026-03-02T09:00:00Z');
/** More than two rounds hold. */
const WAITING = 13_000;

describe('the rounds of the relay', () => {
  let db: OpenedDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('sqlite');
    const { institution } = await seedMunicipality(db.source, NOW);
    const message: NewMessage = {
      institutionId: institution.id,
      caseId: null,
      kind: 'digest',
      recipient: 'zyrtar@test',
      language: 'sq',
      facts: {},
    };
    const messages = Array.from({ length: WAITING }, () => message);
    await db.transactions.run((tx) => new Outbox().add(tx, NOW, messages));
  });
  afterAll(() => db.close());

  it('follow each other while more waits than one holds, each when the jobs of the one before are nearly done', async () => {
    const manager = db.source.manager;
    const rounds: number[] = [];
    let waiting = 0;
    const queue = {
      counts: () => Promise.resolve({ waiting, active: 0, delayed: 0 }),
      add: async (jobs: readonly { data: { messageId: string } }[]) => {
        if (jobs.length === 0) return;
        rounds.push(jobs.length);
        waiting = jobs.length;
        for (let i = 0; i < jobs.length; i += 500) {
          const ids = jobs.slice(i, i + 500).map(({ data }) => data.messageId);
          await manager.createQueryBuilder().update(OutboxRow).set({ state: 'sent' }).whereInIds(ids).execute();
        }
      },
    };
    const handlers = { register: () => undefined };
    const relay = new RelayProcessor(
      handlers as unknown as JobHandlers,
      queue as unknown as JobQueue,
      new Outbox(),
      new Heartbeats(),
      db.transactions,
      fixedClock(new Date(NOW.getTime() + 60_000)),
    );
    await relay.round();
    expect(rounds).toEqual([6_000]);
    // Their jobs still wait: nothing is added, by itself or by a planned round.
    await relay.round();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(rounds).toEqual([6_000]);
    waiting = 90;
    await until('the second follows', () => rounds.length === 2);
    waiting = 0;
    await until('the third follows', () => rounds.length === 3);
    waiting = 0;
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(rounds).toEqual([6_000, 6_000, 1_000]);
    expect(await manager.countBy(OutboxRow, { state: 'pending' })).toBe(0);
    relay.onApplicationShutdown();
  });
});
