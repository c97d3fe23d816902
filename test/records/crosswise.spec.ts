import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays } from '../../src/core/law';
import { Acceptance } from '../../src/features/transfers/acceptance';
import { CaseBook, CaseRow, EventLog, Transactions, Transfers } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { DATABASES } from '../support/databases';
import { type Seed, seedMunicipality } from '../support/seed';

const EACH_WAY = 10;

/** A request of one institution, offered to another. */
async function offered(app: TestApp, from: Seed, to: Seed): Promise<string> {
  const row = await fileCase(app, { seed: from });
  const transferId = randomUUID();
  const [now, today] = [app.clock.now(), app.clock.today()];
  const answerBy = addDays(today, 3);
  const toInstitutionId = to.institution.id;
  await app.get(Transactions).run(async (tx) => {
    await app.get(Transfers).add(tx, {
      id: transferId,
      fromInstitutionId: row.institutionId,
      caseId: row.id,
      toInstitutionId,
      destination: to.institution.nameSq,
      reasons: 'E tyre.',
      offeredAt: now,
      answerBy,
      state: 'offered',
      settledAt: null,
      refusal: null,
      newCaseId: null,
    });
    const act = { institutionId: row.institutionId, caseId: row.id, actor: { kind: 'system' as const }, now };
    const event = { type: 'forward-offered' as const, occurredOn: today, transferId, toInstitutionId, answerBy };
    await app.get(CaseBook).act(tx, act, () => [event]);
  });
  return transferId;
}

describe.each(DATABASES)('two institutions that accept from each other at the same time, on %s', (database) => {
  it('never wait for each other in a circle, and nothing is lost or doubled', async () => {
    const app = await startApp({ database });
    try {
      const one = app.seed;
      const other = await seedMunicipality(app.source, app.clock.now(), 'PE', 'peja');
      const toOther: string[] = [];
      const toOne: string[] = [];
      for (let i = 0; i < EACH_WAY; i += 1) {
        toOther.push(await offered(app, one, other));
        toOne.push(await offered(app, other, one));
      }
      const accept = (seed: Seed, id: string): Promise<string> => app.get(Acceptance).accept(seed.officials.zyrtar, id);
      const made = await Promise.all([
        ...toOther.map((id) => accept(other, id)),
        ...toOne.map((id) => accept(one, id)),
        // Pressed twice in two windows; and others file meanwhile.
        ...toOther.slice(0, 3).map((id) => accept(other, id)),
        ...[one, other, one, other].map(async (seed) => (await fileCase(app, { seed })).id),
      ]);
      const accepted = made.slice(0, 2 * EACH_WAY);
      expect(made.slice(2 * EACH_WAY, 2 * EACH_WAY + 3)).toEqual(accepted.slice(0, 3));
      expect(new Set(accepted).size).toBe(2 * EACH_WAY);

      for (const { institution } of [one, other]) {
        const rows = await app.source.getRepository(CaseRow).findBy({ institutionId: institution.id });
        expect(rows.map((row) => row.outcome).filter((outcome) => outcome === 'forwarded')).toHaveLength(EACH_WAY);
        expect(rows).toHaveLength(2 * EACH_WAY + 2);
        const numbers = rows.map((row) => Number(row.reference.split('-').at(-1))).sort((a, b) => a - b);
        expect(numbers).toEqual(rows.map((_, index) => index + 1));
        expect((await app.get(EventLog).verify(app.source.manager, institution.id)).brokenAt).toBeNull();
      }
      if (database === 'postgres') expect(await deadlocks(app)).toBe(0);
    } finally {
      await app.close();
    }
  }, 60_000);
});

/** A deadlock would be tried again and seen by nobody: the server counts them, and tells a little later. */
async function deadlocks(app: TestApp): Promise<number> {
  await sleep(1_500);
  const [row] = await app.source.query<{ deadlocks: string }[]>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(row?.deadlocks);
}
