import { BulkActions, type CaseRow, Transactions } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

describe('many cases at once', () => {
  let app: TestApp;
  let officer: Client;
  const cases: CaseRow[] = [];
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    for (const subject of ['Kontratat', 'Lejet', 'Faturat']) cases.push(await fileCase(app, { subject }));
    officer = app.client();
    await officer.signIn('zyrtar@test');
  });
  afterAll(() => app.close());

  const ticked = (): string[] => cases.slice(0, 2).map(({ id, version }) => `${id}.${version}`);

  it('are ticked in the queue, and shown before anything is done', async () => {
    const page = (await officer.get('/desk')).text;
    for (const value of ticked()) expect(page).toContain(`name="case" value="${value}"`);
    expect(page).toContain(`aria-label="Tick ${cases[0]!.reference}"`);
    const query = new URLSearchParams(ticked().map((one): [string, string] => ['case', one])).toString();
    const form = readable((await officer.get(`/desk/bulk?do=assign&${query}`)).text);
    expect(form).toContain('2 cases will be given to the official');
    expect(form).toContain('Kontratat');
    expect(form).toContain('Lejet');
    expect(form).not.toContain('Faturat');
    // Only who answers cases can be chosen.
    expect(form).not.toContain('Arta Administruesja');
  });

  it('are refused as a form is, with what was typed and what was ticked', async () => {
    await officer.get('/desk/bulk?do=note&case=' + ticked()[0]);
    const empty = await officer.post('/desk/bulk', { do: 'note', case: ticked(), note: ' ' });
    expect(empty.status).toBe(422);
    for (const value of ticked()) expect(empty.text).toContain(`name="case" value="${value}"`);
    const nobody = await officer.post('/desk/bulk', { do: 'assign', case: ticked(), assignee: '', directorate: '' });
    expect(nobody.status).toBe(422);
    const none = await officer.post('/desk/bulk', { do: 'note', note: 'x' });
    expect(readable(none.text)).toContain('No case is chosen');
    const stale = await officer.post('/desk/bulk', { do: 'note', case: ticked(), note: 'Typed', _csrf: 'old' });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('>Typed</textarea>');
  });

  it('are seen as they are now where the form says no version that there can be', async () => {
    const odd = ticked().map((one) => one.replace(/\..*$/, '.1e999'));
    await officer.get('/desk/bulk?do=note&case=' + odd[0]);
    const form = (await officer.post('/desk/bulk', { do: 'note', case: odd, note: '' })).text;
    for (const one of ticked()) expect(form).toContain(`name="case" value="${one}"`);
  });

  it('go on without the page: its progress is found again above the queue', async () => {
    await officer.get('/desk/bulk?do=note&case=' + ticked()[0]);
    const begun = await officer.post('/desk/bulk', { do: 'note', case: ticked(), note: 'Shih vendimin 12' });
    expect(begun.status).toBe(303);
    const page = readable((await officer.get(begun.location ?? '')).text);
    expect(page).toContain('Under way. 0 of 2 done.');
    expect(page).toContain('You can leave this page');
    expect((await officer.get('/desk')).text).toContain(`href="${begun.location}"`);
    expect((await officer.get(`${begun.location}/state`)).json()).toMatchObject({
      settled: 0,
      total: 2,
      finished: false,
    });
    const id = begun.location!.split('/').at(-1)!;
    const bulk = app.get(BulkActions);
    await app.get(Transactions).run(async (tx) => {
      await bulk.settle(tx, { bulkId: id, caseId: cases[0]!.id }, null);
      await bulk.settle(tx, { bulkId: id, caseId: cases[1]!.id }, 'changed');
      await bulk.finish(tx, (await bulk.byId(tx, id))!, app.clock.now());
    });
    const done = readable((await officer.get(begun.location ?? '')).text);
    expect(done).toContain('Finished. 1 of 2 done. 1 was refused.');
    expect(done).toMatch(/Not done Lejet KK-2026-00002 The case changed meanwhile/);
    expect((await officer.get('/desk')).text).not.toContain(`href="${begun.location}"`);
    expect(readable((await officer.get('/desk/bulk')).text)).toContain('One note on several cases');
    const colleague = app.client();
    await colleague.signIn('kryetar@test');
    expect((await colleague.get(begun.location ?? '')).status).toBe(404);
  });

  it('can be a whole list, with its filters', async () => {
    const form = readable((await officer.get('/desk/bulk?do=note&all=1&of=text%3Dfaturat')).text);
    expect(form).toContain('The note will be added to 1 case.');
    await officer.get('/desk/bulk?do=note&all=1&of=text%3Dfaturat');
    const begun = await officer.post('/desk/bulk', { do: 'note', all: '1', of: 'text=faturat', note: 'Shënim' });
    const [item] = await app.source.query<{ case_id: string }[]>(
      `SELECT case_id FROM bulk_items WHERE bulk_id = '${begun.location!.split('/').at(-1)}'`,
    );
    expect(item!.case_id).toBe(cases[2]!.id);
  });

  it('are printed on a sheet each, without who asked', async () => {
    const query = new URLSearchParams(ticked().map((one): [string, string] => ['case', one])).toString();
    const page = await officer.get(`/desk/print?${query}`);
    expect(page.text.match(/class="q-sheet"/g)).toHaveLength(2);
    const text = readable(page.text);
    expect(text).toContain('Protocol number KK-2026-00001');
    const [applicant] = await app.source.query<{ name: string }[]>('SELECT name FROM applicants LIMIT 1');
    expect(text).not.toContain(applicant!.name);
  });

  it('are nothing for who may not, and foreign cases are none', async () => {
    const staff = app.client();
    await staff.signIn('staf@test');
    expect((await staff.get(`/desk/bulk?do=assign&case=${ticked()[0]}`)).status).toBe(403);
    expect(readable((await staff.get(`/desk/bulk?do=note&case=${ticked()[0]}`)).text)).toContain('No case is chosen');
    expect((await staff.get(`/desk/print?case=${ticked()[0]}`)).text).not.toContain('class="q-sheet"');
    expect((await staff.get('/desk')).text).not.toContain('data-key="assign"');
    const admin = app.client();
    await admin.signIn('admin@test');
    await admin.get('/desk');
    expect((await admin.post('/desk/bulk', { do: 'note', case: ticked(), note: 'x' })).status).toBe(403);
  });
});
