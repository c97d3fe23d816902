import { randomUUID } from 'node:crypto';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importFolder } from '../../src/features/register-import/import-runs';
import { JobQueue } from '../../src/platform/queue';
import { CaseRow, ImportRow, LongActions } from '../../src/records';
import { type JobHouse, startJobHouse, until } from '../support/job-house';
import { registerCsv, registerRow } from '../support/register-file';

const AT = '2026-03-02T09:00:00+01:00';
const ROWS = 4_000;

describe('a long register file in the hands of the worker', () => {
  let house: JobHouse;
  beforeAll(async () => {
    house = await startJobHouse({ at: AT, database: 'postgres' });
  });
  afterAll(() => house.close());

  it('is found without a job, says how far it is, and is taken in once', async () => {
    const id = randomUUID();
    const rows = Array.from({ length: ROWS }, (_, i) => registerRow({ reference: `01-${i + 1}` }));
    // It has waited since Friday, because no worker ran; beside it lies one that nobody will ever take.
    const [kept, lost] = [id, randomUUID()].map((name) => path.join(importFolder(house.config), name));
    for (const file of [kept!, lost!]) {
      writeFileSync(file, registerCsv(rows));
      const friday = new Date(house.clock.now().getTime() - 3 * 86_400_000);
      utimesSync(file, friday, friday);
    }
    const { institution, officials } = house.seed;
    const facts = { fileName: 'regjistri.csv', dryRun: false };
    const action = { institutionId: institution.id, officialId: officials.zyrtar.id, what: 'import' as const, facts };
    await house.transactions.run((tx) => new LongActions().begin(tx, action, house.clock.now(), id));
    const worker = await house.worker();
    const actions = worker.get(LongActions);
    expect(existsSync(lost!)).toBe(false);
    const steps = new Set<unknown>();
    const finished = async (): Promise<boolean> => {
      const told = await worker.get(JobQueue).told({ name: 'import', data: { actionId: id } });
      steps.add((told as { step?: string } | null)?.step);
      return (await actions.byId(house.source.manager, id))?.finishedAt instanceof Date;
    };
    await until('taken in', finished, 60_000);
    await worker.close();
    expect([...steps]).toEqual(expect.arrayContaining(['judging', 'writing']));
    expect((await actions.byId(house.source.manager, id))?.result).toMatchObject({
      added: ROWS,
      found: 0,
      broken: null,
    });
    expect([await house.source.manager.count(CaseRow), await house.source.manager.count(ImportRow)]).toEqual([ROWS, 1]);
  }, 120_000);
});
