import { Attempts, Transactions } from '../../src/records';
import { CaseLookup } from '../../src/platform/intake/case-lookup';
import { fileCase } from '../make/filed-case';
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

  it('lets no more guesses of a code through at once than one after the other', async () => {
    const { reference } = await fileCase(app);
    const guess = (i: number) => app.get(CaseLookup).find(reference, `GUESS${i}`, `192.0.2.${i}`, app.clock.now());
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => guess(i)));
    expect(answers.filter(({ state }) => state === 'wrong')).toHaveLength(10);
    expect(answers.filter(({ state }) => state === 'too-many')).toHaveLength(30);
  });
});
