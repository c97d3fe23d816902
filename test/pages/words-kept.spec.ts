import { Directorate, LongAction } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

const WORDS = 'Vendim i Kuvendit nr. 12, i marrë pas një diskutimi të gjatë';
const PDF = { name: 'aneksi.pdf', bytes: '%PDF-1.4\n%%EOF\n', type: 'application/pdf' };

describe.each(['sqlite', 'postgres'] as const)('what was typed into a form that cannot be taken, on %s', (database) => {
  let app: TestApp;
  let client: Client;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T08:00:00+02:00', database });
    client = app.client();
  });
  afterEach(() => app.close());

  it('is handed back when the session has ended, wherever it was typed, with files and without', async () => {
    const row = await fileCase(app);
    await client.signIn('admin@test');
    await client.get('/desk/calendar/add');
    app.clock.set(new Date('2026-03-30T21:30:00+02:00'));
    for (const [address, files] of [
      ['/desk/calendar/add', []],
      ['/desk/institution', []],
      ['/desk/exports', []],
      [`/desk/cases/${row.id}/note`, []],
      [`/desk/cases/${row.id}/decide`, [PDF]],
      ['/desk/counter', [PDF]],
    ] as const) {
      const answer = await client.post(address, { reason: WORDS }, [...files]);
      expect([address, answer.status]).toEqual([address, 401]);
      expect(readable(answer.text)).toContain('Jeni çkyçur: asgjë nuk u ruajt');
      expect(answer.text).toContain(WORDS);
      expect(answer.text).toContain('/desk/sign-in');
    }
    expect(await app.source.getRepository(LongAction).count()).toBe(0);
  });

  it('is handed back where the form is of somebody who was signed in before', async () => {
    await client.signIn('admin@test');
    await client.get('/desk/directorates');
    const answer = await client.post('/desk/directorates', { _csrf: 'old', nameSq: WORDS, password: 'një fjalëkalim' });
    expect(answer.status).toBe(403);
    expect(readable(answer.text)).toContain('Asgjë nuk u ruajt. Këtu është ajo që keni shkruar');
    expect(answer.text).toContain(WORDS);
    expect(answer.text).not.toContain('një fjalëkalim');
    expect(await app.source.getRepository(Directorate).countBy({ nameSq: WORDS })).toBe(0);
  });

  it('comes back with the list that was to be exported; two presses at once begin one export', async () => {
    await client.signIn('zyrtar@test');
    await client.get('/desk/exports');
    const old = await client.post('/desk/exports', { _csrf: 'old', of: 'kind=petition' });
    expect(old.status).toBe(422);
    expect(readable(old.text)).toContain('Ky formular ka qëndruar i hapur për një kohë të gjatë');
    const press = () => client.post('/desk/exports', { of: 'status=all' });
    const [one, two] = await Promise.all([press(), press()]);
    expect([one.status, two.status]).toEqual([303, 303]);
    expect(one.location).toBe(two.location);
    expect(await app.source.getRepository(LongAction).countBy({ what: 'export' })).toBe(1);
  });

  it('is no name when nothing of it can be seen, and loses what turns its direction', async () => {
    await client.signIn('admin@test');
    const add = (name: string) => client.fill('/desk/directorates', { nameSq: name, nameSr: name, nameEn: name });
    expect((await add('\u200b\u202e')).status).toBe(422);
    expect((await add('Drejtoria \u202eabc')).status).toBe(303);
    expect(await app.source.getRepository(Directorate).countBy({ nameSq: 'Drejtoria abc' })).toBe(1);
  });
});
