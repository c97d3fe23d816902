import { startApp, type TestApp } from '../support/app';
import { follow, type IdentityProvider, startIdentityProvider } from '../support/identity-provider';
import { lastMail, mailbox } from '../support/mailbox';
import { turnOn } from '../support/phone';
import { PASSWORD } from '../support/seed';

const CODE = '/desk/sign-in/code';
const NEXT = 'një fjalëkalim krejt i ri';

/** Where two at once must not both win: row by row, on the database that lets them run side by side. */
describe('the sign-in on PostgreSQL', () => {
  let app: TestApp;
  let provider: IdentityProvider;
  beforeAll(async () => {
    provider = await startIdentityProvider();
    app = await startApp({ database: 'postgres', env: provider.env });
    await provider.serve(app, { zana: { email: 'zyrtar@test', email_verified: true } });
  });
  afterAll(async () => {
    await app?.close();
    await provider?.stop();
  });

  it('takes an invitation once of many who press at once', async () => {
    const admin = app.client();
    await admin.signIn('admin@test');
    const form = { name: 'Blerta Hoxha', email: 'blerta@komuna.example', role: 'mayors-office', language: 'sr' };
    expect((await admin.fill('/desk/people', form)).status).toBe(303);
    const { link } = await lastMail(app, 'blerta@komuna.example');
    const browsers = Array.from({ length: 5 }, () => app.client());
    for (const browser of browsers) await browser.get(link);
    const answers = await Promise.all(
      browsers.map((one) => one.post(link, { next: NEXT, again: NEXT, language: 'sr' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 404, 404, 404, 404]);
  });

  it('sends no more than three mails to somebody who is asked for many times at once', async () => {
    const asks = Array.from({ length: 8 }, () =>
      app.client().fill('/desk/sign-in/forgotten', { email: 'kryetar@test' }),
    );
    expect((await Promise.all(asks)).map((answer) => answer.status)).toEqual(Array(8).fill(200));
    expect(await mailbox(app, 'kryetar@test')).toHaveLength(3);
  });

  it('takes a code, and a recovery code, once of many who send it at once', async () => {
    const staf = app.client();
    await staf.signIn('staf@test');
    const { phone, codes } = await turnOn(app, staf);
    const code = await phone.code();
    for (const [typed, rest] of [
      [code, 422],
      [codes[0]!, 422],
    ] as const) {
      const browsers = Array.from({ length: 4 }, () => app.client());
      for (const browser of browsers) {
        await browser.get('/desk/sign-in');
        await browser.post('/desk/sign-in', { email: 'staf@test', password: PASSWORD });
        await browser.get(CODE);
      }
      const answers = await Promise.all(browsers.map((browser) => browser.post(CODE, { code: typed })));
      expect(answers.map((answer) => answer.status).sort()).toEqual([303, rest, rest, rest]);
    }
    expect((await staf.get('/desk/account/sessions')).text.match(/name="id"/g)).toHaveLength(2);
    await staf.post('/desk/account/sessions/end-others');
    expect((await staf.get('/desk/account/sessions')).text).not.toContain('name="id"');
  });

  it('links an account once, though its owner comes in two browsers at once', async () => {
    const bases = { here: app.url, issuer: provider.issuer };
    const arrive = async (): Promise<number> => {
      const client = app.client();
      const there = await follow(client, '/desk/sign-in/provider?lang=en', bases);
      const sent = await client.post(there.at, { login: 'zana' });
      return (await follow(client, new URL(sent.location!, provider.issuer).href, bases)).page.status;
    };
    expect(await Promise.all([arrive(), arrive(), arrive()])).toEqual([200, 200, 200]);
    expect(await app.source.query('SELECT count(*)::int AS many FROM provider_subjects')).toEqual([{ many: 1 }]);
  });
});
