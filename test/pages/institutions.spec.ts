import { officialKeeper } from '../../src/cli/official';
import type { Terminal } from '../../src/cli/terminal';
import { type Config, CONFIG } from '../../src/platform/config';
import { deskPaths } from '../../src/platform/paths';
import { Institution, Official } from '../../src/records';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { fieldsOf } from '../support/form-fields';
import { fileCase } from '../make/filed-case';
import { lastMail, mailbox } from '../support/mailbox';

const HERE = deskPaths.institutions();
const NEW = {
  code: 'pz',
  nameSq: 'Komuna e Prizrenit',
  nameSr: 'Opština Prizren',
  nameEn: 'Municipality of Prizren',
  colour: 'plum',
  firstLanguage: 'sq',
  otherLanguages: ['en', 'tr'],
  adminName: 'Edona Gashi',
  adminEmail: 'Edona@prizren.example',
  adminLanguage: 'sq',
};

describe('the institutions of an installation', () => {
  let app: TestApp;
  let keeper: Client;
  beforeAll(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query("UPDATE officials SET language = 'en'");
    await app.source.getRepository(Official).update({ email: 'admin@test' }, { keeper: true });
    await fileCase(app, { subject: 'A case of the first one' });
    keeper = app.client();
    await keeper.signIn('admin@test');
  });
  afterAll(() => app.close());

  const events = async (type: string): Promise<{ institutionId: string; data: Record<string, unknown> }[]> => {
    const rows = await app.source.query<{ institution_id: string; data: string }[]>(
      `SELECT institution_id, data FROM events WHERE type = '${type}' ORDER BY seq`,
    );
    return rows.map((row) => ({
      institutionId: row.institution_id,
      data: JSON.parse(row.data) as Record<string, unknown>,
    }));
  };
  const added = (): Promise<Institution> => app.source.getRepository(Institution).findOneByOrFail({ code: 'PZ' });

  it('are shown to whoever keeps it, and to no other administrator', async () => {
    const page = readable((await keeper.get(HERE)).text);
    expect(page).toContain('Municipality of KK');
    expect(page).toContain('your own');
    await app.source.query("UPDATE officials SET role = 'administrator' WHERE email = 'kryetar@test'");
    const other = app.client();
    await other.signIn('kryetar@test');
    expect((await other.get(HERE)).status).toBe(403);
    expect((await other.post(HERE, NEW)).status).toBe(403);
    expect((await other.get('/desk')).text).not.toContain(`href="${HERE}"`);
    expect((await keeper.get('/desk')).text).toContain(`href="${HERE}"`);
  });

  it('says beside each field what is wrong, and keeps what was typed', async () => {
    const refused = await keeper.fill(HERE, { ...NEW, code: '?', nameSr: '', adminEmail: 'nobody', firstLanguage: '' });
    expect(refused.status).toBe(422);
    for (const text of ['2 to 12 capital letters', 'Enter the name in Serbian', 'Choose the first language'])
      expect(readable(refused.text)).toContain(text);
    expect(refused.text).toContain('value="Komuna e Prizrenit"');
    expect(fieldsOf(refused.text, 'name="adminName"')).toMatchObject({ otherLanguages: ['en', 'tr'], colour: 'plum' });
    expect(readable((await keeper.post(HERE, { ...NEW, code: 'KK' })).text)).toContain(
      'Another institution has this code',
    );
    const taken = await keeper.post(HERE, { ...NEW, adminEmail: 'staf@test' });
    expect(readable(taken.text)).toContain('Somebody already signs in with this e-mail address');
    expect(await app.source.getRepository(Institution).count()).toBe(1);
  });

  it('can be added to: it has its colour and languages, and its first administrator is invited', async () => {
    const answer = await keeper.fill(HERE, NEW);
    expect([answer.status, answer.location]).toEqual([303, `${HERE}?done=added`]);
    const page = readable((await keeper.get(answer.location ?? '')).text);
    expect(page).toContain('The institution has been added, and the invitation is on its way.');
    expect(page).toContain('Albanian, Serbian, English, Turkish');
    expect(page).toContain('Invited, has not come yet');
    const institution = await added();
    expect(institution).toMatchObject({
      code: 'PZ',
      settings: { look: { colour: 'plum' }, languages: ['sq', 'sr', 'en', 'tr'] },
    });
    const [first] = await app.source.getRepository(Official).findBy({ institutionId: institution.id });
    expect(first).toMatchObject({ email: 'edona@prizren.example', role: 'administrator', keeper: null });

    expect(await events('institution.added')).toMatchObject([{ institutionId: institution.id, data: { code: 'PZ' } }]);
    expect(await events('official.invited')).toMatchObject([{ institutionId: institution.id }]);
    expect(await events('installation.institution-added')).toMatchObject([
      { institutionId: app.seed.institution.id, data: { institutionId: institution.id, code: 'PZ' } },
    ]);
  });

  it('is invited again while nobody has come; then looks after the new one alone', async () => {
    const { id } = await added();
    expect((await keeper.fill(HERE, {})).status).toBe(422);
    app.clock.advance(1_000);
    expect((await keeper.post(deskPaths.institutionInvite(id))).location).toBe(`${HERE}?done=invited`);
    expect(await mailbox(app, 'edona@prizren.example')).toHaveLength(2);
    const { link } = await lastMail(app, 'edona@prizren.example');
    const edona = app.client();
    await edona.get(link);
    const password = 'katër fjalë të gjata';
    expect((await edona.post(link, { next: password, again: password, language: 'en' })).status).toBe(303);
    expect(readable((await edona.get('/desk')).text)).not.toContain('A case of the first one');
    expect((await edona.get(HERE)).status).toBe(403);
    expect(fieldsOf((await edona.get(deskPaths.institution())).text)).toMatchObject({
      nameSq: NEW.nameSq,
      otherLanguages: ['en', 'tr'],
    });
    expect(readable((await keeper.get(HERE)).text)).toContain('Has signed in');
    expect((await keeper.post(deskPaths.institutionInvite(id))).status).toBe(404);
    expect(readable((await keeper.get(HERE)).text)).not.toContain('Edona');
  });

  it('is kept by whom the command line says, as long as they are an administrator', async () => {
    const said: string[] = [];
    const open = () =>
      Promise.resolve({ get: app.get, clock: app.clock, source: app.source, config: app.get<Config>(CONFIG) });
    const terminal: Terminal = { say: (line) => said.push(line), open };
    const other = app.client();
    await other.signIn('kryetar@test');
    expect(await officialKeeper.run(['--email', 'kryetar@test'], terminal)).toBe(0);
    expect((await other.get(HERE)).status).toBe(200);
    await app.source.query("UPDATE officials SET role = 'mayors-office' WHERE email = 'kryetar@test'");
    expect((await other.get(HERE)).status).toBe(403);
    expect(await officialKeeper.run(['--email', 'kryetar@test', '--take'], terminal)).toBe(0);
    await expect(officialKeeper.run(['--email', 'kryetar@test'], terminal)).rejects.toThrow('is no administrator');
    expect(said).toHaveLength(2);
    expect((await events('official.keeper-granted')).length + (await events('official.keeper-taken')).length).toBe(2);
  });
});
