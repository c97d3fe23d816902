import { addDays, localDate } from '../../src/core/law';
import { ExportProcessor } from '../../src/features/desk/export/export.processor';
import { ListWriter } from '../../src/features/desk/export/list-writer';
import { CLOCK } from '../../src/platform/clock';
import { CONFIG } from '../../src/platform/config';
import { Bases, EventLog, Official, Queue, Transactions } from '../../src/records';
import { fillCases } from '../bench/fill';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { DATABASES } from '../support/databases';
import { longActionWorker } from '../support/long-actions';

const TODAY = localDate('2026-03-30');
const REQUESTS = 620;
const PETITIONS = 40;

describe.each(DATABASES)('a list as a file, on %s', (database) => {
  let app: TestApp;
  let officer: Client;
  let staff: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00', database });
    await fillCases(app.source, app.seed, [
      { count: REQUESTS, kind: 'access-request', receivedOn: (i) => addDays(TODAY, -(i % 5)) },
      { count: PETITIONS, kind: 'petition', receivedOn: (i) => addDays(TODAY, -(i % 40)) },
    ]);
    await app.source.query(`UPDATE case_files SET subject = '=HYPERLINK("x"); "po", ë' WHERE reference LIKE '%00621'`);
    await app.source.manager.update(Official, { email: 'zyrtar@test' }, { language: 'en' });
    [officer, staff] = [app.client(), app.client()];
    await officer.signIn('zyrtar@test');
    await staff.signIn('staf@test');
  });
  afterAll(() => app.close());

  /** A worker takes it in hand; what it says on the way. */
  async function work(actionId: string): Promise<object[]> {
    const told: object[] = [];
    const of = <T>(type: new (...args: never[]) => T): T => app.get(type);
    const writer = new ListWriter(of(Queue), of(Bases), of(Transactions), app.get(CLOCK));
    const run = longActionWorker(app, 'export', (worker) => {
      return new ExportProcessor(worker, writer, of(EventLog), of(Transactions), app.get(CLOCK), app.get(CONFIG));
    });
    await run(actionId, (progress) => void told.push(progress));
    return told;
  }
  async function ask(client: Client, list: string): Promise<string> {
    const { status, location } = await client.fill(`/desk/exports?${list}`, { of: list });
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/desk\/exports\/[\w-]{36}$/)]);
    return location?.split('/').pop() ?? '';
  }
  const fileOf = (client: Client, id: string) => client.get(`/desk/exports/${id}/file`);
  const rowsOf = (text: string): string[] => text.trim().split('\n');

  it('is written by the worker while its page shows how far it is, and holds the list in its order', async () => {
    expect((await officer.get('/desk?sort=reference&order=desc')).text).toContain('/desk/exports?sort=reference');
    const id = await ask(officer, 'sort=reference&order=desc');
    expect(readable((await officer.get(`/desk/exports/${id}`)).text)).toContain('The file will be made in a moment.');
    expect((await fileOf(officer, id)).status).toBe(404);
    // A second press follows the one that is under way.
    expect(await ask(officer, 'sort=reference&order=desc')).toBe(id);
    const all = REQUESTS + PETITIONS;
    expect(await work(id)).toEqual([
      { done: 500, total: all },
      { done: all, total: all },
    ]);
    expect(readable((await officer.get(`/desk/exports/${id}`)).text)).toContain(`The file is ready: ${all} cases.`);
    expect(JSON.parse((await officer.get(`/desk/exports/${id}/state`)).text)).toMatchObject({ finished: true });
    const { status, text, headers } = await fileOf(officer, id);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers.get('content-disposition')).toContain('cases-2026-03-30.csv');
    const rows = rowsOf(text);
    expect(rows).toHaveLength(all + 1);
    expect(rows[0]).toContain('Protocol number,Subject,Kind,Status,Urgent,Official,Directorate,Received,Due');
    const numbers = rows.slice(1).map((row) => row.split(',')[0] ?? '');
    expect(numbers).toEqual([...numbers].sort().reverse());
    expect(rows.find((row) => row.startsWith('KK-2026-00621'))).toContain(`"'=HYPERLINK(""x""); ""po"", ë"`);
    const applicants = await app.source.query<{ name: string }[]>('SELECT name FROM applicants LIMIT 5');
    for (const { name } of applicants) expect(text).not.toContain(name);
  });

  it('holds what the one who asked may see, and is nobody else’s', async () => {
    const id = await ask(staff, 'status=all');
    await work(id);
    const { text } = await fileOf(staff, id);
    const [seen] = await app.source.query<{ n: number }[]>(
      `SELECT count(*) AS n FROM case_files WHERE directorate_id = '${app.seed.directorates.urbanism.id}'
        OR assignee_id = '${app.seed.officials.staf.id}'`,
    );
    expect(rowsOf(text)).toHaveLength(Number(seen?.n) + 1);
    expect(Number(seen?.n)).toBeLessThan(REQUESTS);
    for (const address of ['', '/state', '/file']) {
      expect((await officer.get(`/desk/exports/${id}${address}`)).status).toBe(404);
    }
    expect((await officer.get('/desk/exports')).text).not.toContain(id);
    expect((await staff.get('/desk/exports')).text).toContain(id);
  });

  it('is written down without what was typed', async () => {
    const id = await ask(officer, 'kind=petition&text=Krasniqi');
    await work(id);
    const events = await app.source.query<{ data: string }[]>(
      "SELECT data FROM events WHERE type = 'list.exported' ORDER BY seq",
    );
    const last = String(JSON.stringify(events.at(-1)));
    expect(events).toHaveLength(3);
    expect(last).toContain('petition');
    expect(last).not.toContain('Krasniqi');
    // Done once, whoever asks again.
    await work(id);
    expect(await app.source.query("SELECT 1 FROM events WHERE type = 'list.exported'")).toHaveLength(3);
  });

  it('is not made for who may not see cases any more', async () => {
    const id = await ask(staff, 'kind=petition');
    await app.source.manager.update(Official, { email: 'staf@test' }, { active: false });
    await work(id);
    await app.source.manager.update(Official, { email: 'staf@test' }, { active: true });
    const page = readable((await staff.get(`/desk/exports/${id}`)).text);
    expect(page).toContain('Skedari nuk u përgatit');
    expect((await fileOf(staff, id)).status).toBe(404);
  });

  it('is begun by no auditor, who only reads', async () => {
    await app.source.manager.update(Official, { email: 'kryetar@test' }, { role: 'auditor' });
    const auditor = app.client();
    await auditor.signIn('kryetar@test');
    await auditor.get('/desk/exports');
    expect((await auditor.post('/desk/exports', { of: '' })).status).toBe(403);
  });
});
