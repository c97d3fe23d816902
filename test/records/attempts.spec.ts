import { Attempts, Transactions } from '../../src/records';
import { startApp, type TestApp } from '../support/app';

/** Tries are counted while another's success forgets them: on PostgreSQL the two run side by side. */
describe.each(['sqlite', 'postgres'] as const)('counting tries on %s', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ database });
  });
  afterAll(() => app?.close());

  it('counts each of many at once, and begins anew after a success, whatever comes between', async () => {
    const attempts = app.get(Attempts);
    const transactions = app.get(Transactions);
    const now = app.clock.now();
    const fail = (): Promise<void> => transactions.run((tx) => attempts.fail(tx, 'door', now, 60_000));
    const clear = (): Promise<void> => transactions.run((tx) => attempts.clear(tx, 'door'));
    await Promise.all(Array.from({ length: 12 }, fail));
    expect(await attempts.count(transactions.reader, 'door', now)).toBe(12);
    await Promise.all(Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? clear() : fail())));
    await clear();
    await fail();
    expect(await attempts.count(transactions.reader, 'door', now)).toBe(1);
  });
});
