import { localDate } from '../../src/core/law';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

describe('a list of one’s own', () => {
  let app: TestApp;
  let officer: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    await fileCase(app, { kind: 'petition', subject: 'Peticion për ujin', assigneeId: app.seed.officials.zyrtar.id });
    await fileCase(app, { subject: 'Kontratat', receivedOn: localDate('2026-03-20') });
    officer = app.client();
    await officer.signIn('zyrtar@test');
  });
  afterAll(() => app.close());

  it('is saved under a name, shown above the list, and is only the saver’s', async () => {
    const page = await officer.get('/desk?kind=petition&sort=received&order=desc');
    const link = /href="(\/desk\/own\?of=[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = readable((await officer.get(link)).text);
    expect(form).toContain('Kind Petition');
    expect(form).toContain('Order Cases by day of receipt, the newest first');
    const of = new URLSearchParams(link.split('?')[1]).get('of') ?? '';
    const saved = await officer.post('/desk/own/views', { name: 'Petitions, newest', of });
    expect([saved.status, saved.location]).toEqual([303, '/desk/own?done=saved']);
    const list = (await officer.get('/desk')).text;
    const own =
      /<a class="govuk-link" href="([^"]*)">Petitions, newest<\/a>/.exec(list)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(own).toBe('/desk?kind=petition&sort=received&order=desc');
    expect((await officer.get(own)).text).toContain('aria-current="true">Petitions, newest');
    const colleague = app.client();
    await colleague.signIn('kryetar@test');
    expect((await colleague.get('/desk')).text).not.toContain('Petitions, newest');
    // The link is good for whoever it is sent to.
    expect(readable((await colleague.get(own)).text)).toContain('Peticion për ujin');
  });

  it('is refused beside its field, with what was typed', async () => {
    await officer.get('/desk/own?of=kind%3Dpetition');
    for (const [name, said] of [
      ['', 'Enter the name of the view'],
      ['x'.repeat(61), 'The name has more than 60 characters'],
      ['Petitions, newest', 'You already have a view with this name'],
    ] as const) {
      const answer = await officer.post('/desk/own/views', { name, of: 'kind=petition' });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(`value="${name}"`);
      expect(readable(answer.text)).toContain(said);
      expect(answer.text).toContain('value="kind=petition"');
    }
  });

  it('keeps nothing that is no list', async () => {
    await officer.get('/desk/own?of=x');
    await officer.post('/desk/own/views', { name: 'Odd', of: 'kind=%27&evil=https://example.org' });
    expect((await officer.get('/desk')).text).toMatch(/href="\/desk"[^>]*>Odd</);
  });

  it('is removed by its owner alone', async () => {
    const [view] = await app.source.query<{ id: string }[]>(`SELECT id FROM saved_views WHERE name = 'Odd'`);
    const colleague = app.client();
    await colleague.signIn('kryetar@test');
    await colleague.get('/desk/own');
    expect((await colleague.post(`/desk/own/views/${view!.id}/remove`)).status).toBe(404);
    await officer.get('/desk/own');
    expect((await officer.post(`/desk/own/views/${view!.id}/remove`)).status).toBe(303);
    expect((await officer.get('/desk')).text).not.toContain('>Odd<');
  });

  it('has the columns of one’s choice, remembered, and those of a link before them', async () => {
    await officer.get('/desk/own');
    const none = await officer.post('/desk/own', { shortcuts: '1' });
    expect([none.status, readable(none.text)]).toEqual([422, expect.stringContaining('Choose at least one column')]);
    const kept = await officer.post('/desk/own', { columns: ['received', 'directorate'], shortcuts: '1' });
    expect(kept.location).toBe('/desk/own?done=kept');
    const heads = (html: string): string[] =>
      [...html.matchAll(/class="q-list__sort"[^>]*>([^<]+)/g)].map(([, text = '']) => text);
    expect(heads((await officer.get('/desk')).text)).toEqual(['Case', 'Directorate', 'Received']);
    expect(heads((await officer.get('/desk?columns=kind.due')).text)).toEqual(['Case', 'Kind', 'Due']);
  });

  it('says on the next look what others changed since, and nothing of one’s own doing', async () => {
    await officer.get('/desk?kind=petition');
    expect(readable((await officer.get('/desk?kind=petition')).text)).not.toContain('changed since');
    const [petition] = await app.source.query<{ id: string }[]>(`SELECT id FROM case_files WHERE kind = 'petition'`);
    await officer.fill(`/desk/cases/${petition!.id}/note`, { note: 'Mine', version: '1' });
    expect(readable((await officer.get('/desk?kind=petition')).text)).not.toContain('changed since');
    const colleague = app.client();
    await colleague.signIn('kryetar@test');
    const form = (await colleague.get(`/desk/cases/${petition!.id}/assign`)).text;
    const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? '';
    const given = await colleague.post(`/desk/cases/${petition!.id}/assign`, {
      assignee: app.seed.officials.staf.id,
      version,
    });
    expect(given.status).toBe(303);
    const changes = /data-changes="([^"]+)"/.exec((await officer.get('/desk')).text)?.[1]?.replaceAll('&amp;', '&');
    app.clock.advance(60_000);
    // Another list was shown last, so nothing is "since".
    expect(readable((await officer.get('/desk?kind=petition')).text)).not.toContain('changed since');
    expect((await officer.get(changes ?? '')).json()).toEqual({ count: 0, cases: [], text: '' });
    // Whoever only looks has changed nothing, and who looked is not for everybody.
    await colleague.get(`/desk/cases/${petition!.id}`);
    expect((await colleague.post(`/desk/cases/${petition!.id}/who-asked`)).status).toBe(303);
    expect((await officer.get(changes ?? '')).json()).toEqual({ count: 0, cases: [], text: '' });
    await colleague.fill(`/desk/cases/${petition!.id}/assign`, {
      assignee: app.seed.officials.zyrtar.id,
      version: String(Number(version) + 1),
    });
    const told = (await officer.get(changes ?? '')).json() as { count: number; cases: string[] };
    expect(told).toMatchObject({ count: 1, cases: [petition!.id], text: '1 case of this list has changed meanwhile.' });
    const text = readable((await officer.get('/desk?kind=petition')).text);
    expect(text).toContain('1 case of this list has changed since 30 Mar 2026 at 09:01.');
    expect(text).toMatch(/KK-2026-00001 · Petition Changed/);
    expect((await officer.get('/desk/changes?since=x')).json()).toEqual({ count: 0, cases: [], text: '' });
  });
});
