import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ImportProcessor } from '../../src/features/register-import/import.processor';
import { RegisterImports } from '../../src/features/register-import/register-imports';
import { CLOCK } from '../../src/platform/clock';
import { type Config, CONFIG } from '../../src/platform/config';
import { CaseRow, ImportRow, LongActions, Official, Transactions } from '../../src/records';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';
import { longActionWorker } from '../support/long-actions';
import { registerCsv, registerRow } from '../support/register-file';

const HERE = '/desk/import';
const rowsOf = (from: number, count: number, more: Parameters<typeof registerRow>[0] = {}) =>
  Array.from({ length: count }, (_, i) => registerRow({ reference: `01-${from + i}`, ...more }));
const LONG = registerCsv(rowsOf(1, 3_000));

describe('a register file that is too long to wait for', () => {
  let app: TestApp;
  let officer: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-11-20T10:00:00+01:00' });
    await app.source.query("UPDATE officials SET language = 'en'");
    officer = app.client();
    await officer.signIn('zyrtar@test');
  });
  afterAll(() => app.close());

  const parts = () => [app.get(LongActions), app.get(Transactions), app.get(CLOCK), app.get<Config>(CONFIG)] as const;
  const worker = (): ReturnType<typeof longActionWorker> =>
    longActionWorker(app, 'import', (one) => new ImportProcessor(one, app.get(RegisterImports), ...parts()));
  const send = (bytes: Buffer, act: 'check' | 'take'): Promise<Answer> =>
    officer.fill(HERE, { act }, [{ field: 'file', name: 'regjistri.csv', bytes }]);
  const idOf = ({ location }: Answer): string => location?.split('/').pop() ?? '';
  const waiting = (): string[] => readdirSync(path.join(app.get<Config>(CONFIG).dataDir, 'imports'));
  const cases = (): Promise<number> => app.source.getRepository(CaseRow).count();

  it('leads to a page that is left and found again, and is checked without changing anything', async () => {
    const sent = await send(LONG, 'check');
    expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/desk\/import\/[\w-]{36}$/)]);
    const page = await officer.get(sent.location ?? '');
    expect(readable(page.text)).toContain('Check of a register file The file waits for its turn.');
    expect(readable(page.text)).toContain('You can leave this page');
    expect((await officer.get(`${sent.location}/state`)).json()).toEqual({
      settled: 0,
      total: 100,
      finished: false,
      text: 'The file waits for its turn.',
    });
    const list = await officer.get(HERE);
    expect(list.text).toContain(`href="${sent.location}"`);
    expect(readable(list.text)).toContain('Under way');

    const told: object[] = [];
    await worker()(idOf(sent), (progress) => void told.push(progress));
    expect(told).toContainEqual({ step: 'reading', done: 2_499, total: 3_000 });
    expect(told).toContainEqual({ step: 'judging', done: 2_999, total: 3_000 });
    const done = readable((await officer.get(sent.location ?? '')).text);
    expect(done).toContain('The check is finished.');
    expect(done).toContain('Rows 3,000 New cases 3,000');
    expect(done).toContain('The file is in order.');
    expect([await cases(), waiting()]).toEqual([0, []]);
  });

  it('is taken in once, although two workers do it at once', async () => {
    const sent = await send(LONG, 'take');
    const told: object[] = [];
    const tell = (progress: object): void => void told.push(progress);
    await Promise.all([worker()(idOf(sent), tell), worker()(idOf(sent), tell)]);
    expect(told).toContainEqual({ step: 'writing', done: 1_500, total: 3_000 });
    expect([await cases(), await app.source.getRepository(ImportRow).count()]).toEqual([3_000, 1]);
    const done = readable((await officer.get(sent.location ?? '')).text);
    expect(done).toContain('3000 rows were imported. Import of a register file The import is finished.');
    expect(done).toContain('By Zana Zyrtarja');
    expect(readable((await officer.get(HERE)).text)).toContain('The import is finished.');
    // A worker that was killed behind the commit left the file: whoever comes next takes it away.
    writeFileSync(path.join(app.get<Config>(CONFIG).dataDir, 'imports', idOf(sent)), LONG);
    await worker()(idOf(sent));
    expect([await cases(), waiting()]).toEqual([3_000, []]);
    const again = await send(LONG, 'take');
    await worker()(idOf(again));
    expect(readable((await officer.get(again.location ?? '')).text)).toContain(
      'all 3000 rows are in the register already',
    );
    expect(waiting()).toEqual([]);
  });

  it('is refused as a whole, with the first hundred problems', async () => {
    const bad = registerCsv([...rowsOf(5_000, 3_000), ...rowsOf(9_000, 130, { kind: 'nonsense' })]);
    const sent = await send(bad, 'take');
    await worker()(idOf(sent));
    const page = readable((await officer.get(sent.location ?? '')).text);
    expect(page).toContain('The file has 130 problems');
    expect(page).toContain('The first 100 of 130 are shown.');
    expect(await cases()).toBe(3_000);
  });

  it('is not taken in for somebody who may no longer, and nobody else sees it', async () => {
    const sent = await send(registerCsv(rowsOf(5_000, 3_000)), 'take');
    const staff = app.client();
    await staff.signIn('staf@test');
    expect((await staff.get(sent.location ?? '')).status).toBe(403);
    expect((await officer.get(`${HERE}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
    await app.source.getRepository(Official).update({ email: 'zyrtar@test' }, { active: false });
    await worker()(idOf(sent));
    const admin = app.client();
    await admin.signIn('admin@test');
    expect(readable((await admin.get(sent.location ?? '')).text)).toContain('may no longer import');
    await app.source.getRepository(Official).update({ email: 'zyrtar@test' }, { active: true });
    expect(await cases()).toBe(3_000);
  });

  it('that ends its worker three times is given up, and so is one that is lost', async () => {
    const sent = await send(registerCsv(rowsOf(5_000, 3_000)), 'take');
    await app.source.query(`UPDATE long_actions SET tries = 3 WHERE id = '${idOf(sent)}'`);
    await worker()(idOf(sent));
    expect(readable((await officer.get(sent.location ?? '')).text)).toContain('The file could not be worked on');
    expect([await cases(), existsSync(path.join(app.get<Config>(CONFIG).dataDir, 'imports', idOf(sent)))]).toEqual([
      3_000,
      false,
    ]);
  });
});
