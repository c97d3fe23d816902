import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { lastMail, mailbox } from '../support/mailbox';

const EMAIL = 'blerta.hoxha@komuna.example';
const PASSWORD = 'katër fjalë të gjata';

describe('an invitation by mail', () => {
  let app: TestApp;
  let admin: Client;
  let person: string;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    admin = app.client();
    await admin.signIn('admin@test');
    const form = { name: 'Blerta Hoxha', email: EMAIL, role: 'responsible-officer', language: 'sr' };
    person = (await admin.fill('/desk/people', form)).location!.split('?')[0]!;
  });
  afterEach(() => app.close());

  const events = async (type: string): Promise<string[]> => {
    const rows: { data: string }[] = await app.source.query(`SELECT data FROM events WHERE type = '${type}'`);
    return rows.map((row) => row.data);
  };

  it('reaches the person in their language; they choose password and language and are signed in', async () => {
    const mail = await lastMail(app, EMAIL);
    expect(mail.subject).toBe('Vaš nalog – Opština KK');
    expect(mail.text).toContain('Poštovani/Poštovana Blerta Hoxha,');
    expect(mail.text).toContain('6. april 2026.');
    const browser = app.client();
    const page = await browser.get(mail.link);
    expect(readable(page.text)).toContain('Dobro došli: izaberite lozinku');
    expect(readable(page.text)).toContain(EMAIL);
    const answer = await browser.post(mail.link, { next: PASSWORD, again: PASSWORD, language: 'sq' });
    expect([answer.status, answer.location]).toEqual([303, '/desk']);
    expect(readable((await browser.get('/desk')).text)).toContain('Lëndët');
    expect((await app.client().signIn(EMAIL, PASSWORD)).status).toBe(303);
    expect(await events('official.invited')).toHaveLength(1);
    const [accepted] = await events('official.invitation-accepted');
    expect(accepted).not.toMatch(/Blerta|komuna\.example|katër/);
    expect(readable((await admin.get(person)).text)).not.toContain('Invitation by e-mail');
  });

  it('works once, and is not used up by a program that only looks', async () => {
    const { link } = await lastMail(app, EMAIL);
    for (let look = 0; look < 3; look += 1) expect((await app.client().get(link)).status).toBe(200);
    const [one, two] = [app.client(), app.client()];
    await one.get(link);
    await two.get(link);
    const form = { next: PASSWORD, again: PASSWORD, language: 'sr' };
    const answers = await Promise.all([one.post(link, form), two.post(link, form)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 404]);
    const late = await app.client({ 'accept-language': 'en' }).get(link);
    expect(late.status).toBe(404);
    expect(readable(late.text)).toContain('This link no longer works');
  });

  it('says what is wrong with the password, beside the field, in the language of the page', async () => {
    const { link } = await lastMail(app, EMAIL);
    const browser = app.client();
    await browser.get(`${link}?lang=en`);
    const short = await browser.post(link, { next: 'short', again: 'short', language: 'sq', lang: 'en' });
    expect(short.status).toBe(422);
    expect(readable(short.text)).toContain('The new password must have at least 12 characters');
    expect(short.text).not.toContain('value="short"');
    const differs = await browser.post(link, { next: PASSWORD, again: 'something else', language: 'sq', lang: 'en' });
    expect(readable(differs.text)).toContain('The two new passwords are not the same');
    expect(differs.text).toMatch(/value="sq" checked/);
    const old = await browser.post(link, { next: PASSWORD, again: PASSWORD, _csrf: 'old' });
    expect([old.status, (await app.client().get(link)).status]).toEqual([422, 200]);
  });

  it('is over after seven days; sent again, the new link works and the old one does not', async () => {
    const first = (await lastMail(app, EMAIL)).link;
    app.clock.advance({ hours: 7 * 24 - 1 });
    expect((await app.client().get(first)).status).toBe(200);
    app.clock.advance({ hours: 2 });
    expect((await app.client().get(first)).status).toBe(404);
    await admin.signIn('admin@test');
    expect(readable((await admin.get('/desk/people')).text)).toContain('Invitation lapsed');
    expect(readable((await admin.get(person)).text)).toContain('Nobody used the invitation');
    const again = await admin.post(`${person}/invitation`);
    expect(again.location).toBe(`${person}?done=invited`);
    const second = (await lastMail(app, EMAIL)).link;
    expect([(await app.client().get(first)).status, (await app.client().get(second)).status]).toEqual([404, 200]);
    expect(readable((await admin.get(person)).text)).toContain('Invited, not accepted yet');
  });

  it('can be revoked, and ends when the address changes or the person is deactivated', async () => {
    const { link } = await lastMail(app, EMAIL);
    await admin.get(person);
    expect((await admin.post(`${person}/invitation/revoke`)).location).toBe(`${person}?done=revoked`);
    expect((await app.client().get(link)).status).toBe(404);
    expect(await events('official.invitation-revoked')).toHaveLength(1);
    await admin.post(`${person}/invitation`);
    const second = (await lastMail(app, EMAIL)).link;
    const form = { name: 'Blerta Hoxha', email: 'b.hoxha@komuna.example', role: 'responsible-officer', language: 'sr' };
    await admin.post(person, form);
    expect((await app.client().get(second)).status).toBe(404);
    await admin.post(`${person}/invitation`);
    const third = (await lastMail(app, 'b.hoxha@komuna.example')).link;
    await admin.post(`${person}/active`, { active: '0' });
    expect((await app.client().get(third)).status).toBe(404);
    const refused = await admin.post(`${person}/invitation`);
    expect(refused.location).toBe(person);
    expect(await mailbox(app, 'b.hoxha@komuna.example')).toHaveLength(1);
  });

  it('is opened by nothing that the database holds, nor by another id', async () => {
    const { link } = await lastMail(app, EMAIL);
    const tables = ['sign_in_links', 'outbox', 'events', 'sessions'];
    const proof = link.split('.').at(-1)!;
    for (const table of tables) {
      expect(JSON.stringify(await app.source.query(`SELECT * FROM ${table}`))).not.toContain(proof);
    }
    const [{ id }] = await app.source.query<[{ id: string }]>('SELECT id FROM sign_in_links');
    for (const token of [id, `${id}.`, `${id}.${'A'.repeat(43)}`, `x.${proof}`, '%20', 'a'.repeat(5000)]) {
      expect((await app.client().get(`/desk/sign-in/link/${token}`)).status).toBe(404);
    }
  });
});

describe('the link of an invitation', () => {
  it('is not shown in the outbox where mail leaves the house', async () => {
    const app = await startApp({ env: { SMTP_URL: 'smtp://127.0.0.1:1' } });
    try {
      const admin = app.client();
      await admin.signIn('admin@test');
      const form = { name: 'Blerta Hoxha', email: EMAIL, role: 'mayors-office', language: 'sq' };
      await admin.fill('/desk/people', form);
      const [{ id }] = await app.source.query<[{ id: string }]>(`SELECT id FROM outbox WHERE kind = 'invitation'`);
      const page = await admin.get(`/desk/outbox/${id}`);
      expect(page.text).toContain('/desk/sign-in/link/•••••');
      expect(page.text).not.toContain((await lastMail(app, EMAIL)).link);
    } finally {
      await app.close();
    }
  });
});
