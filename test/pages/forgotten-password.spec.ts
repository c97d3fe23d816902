import { startApp, type TestApp } from '../support/app';
import { type Answer, readable } from '../support/client';
import { lastMail, mailbox } from '../support/mailbox';
import { PASSWORD } from '../support/seed';

const NEXT = 'një fjalëkalim krejt i ri';

describe('a forgotten password', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
  });
  afterEach(() => app.close());

  const ask = (email: string, headers = { 'accept-language': 'en' }): Promise<Answer> =>
    app.client(headers).fill('/desk/sign-in/forgotten', { email });
  /** A page without what differs with every answer: tokens and nonces. */
  const still = (html: string): string => html.replace(/nonce="[^"]*"|value="[\w.-]{60,}"/g, '');

  it('is found from the sign-in, and answers alike for an address that exists and one that does not', async () => {
    expect((await app.client().get('/desk/sign-in')).text).toContain('href="/desk/sign-in/forgotten?lang=');
    const known = await ask(' Staf@TEST ');
    const unknown = await ask('nobody@test');
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(still(known.text)).toBe(still(unknown.text));
    expect(readable(known.text)).toContain('If an official signs in with this e-mail address');
    expect(await mailbox(app, 'nobody@test')).toEqual([]);
    expect(await mailbox(app, 'staf@test')).toHaveLength(1);
  });

  it('is replaced by a link, once; every other browser is signed out, and a mail tells of it', async () => {
    const there = app.client();
    await there.signIn('staf@test');
    await ask('staf@test');
    const { link, subject } = await lastMail(app, 'staf@test');
    expect(subject).toBe('Qasja: a link for a new password');
    const browser = app.client();
    expect(readable((await browser.get(link)).text)).toContain('Choose a new password');
    app.clock.advance(60_000);
    const answer = await browser.post(link, { next: NEXT, again: NEXT, language: 'sr' });
    expect([answer.status, answer.location]).toEqual([303, '/desk']);
    expect([(await browser.get('/desk')).status, (await there.get('/desk')).status]).toEqual([200, 303]);
    expect((await app.client().signIn('staf@test', PASSWORD)).status).toBe(422);
    expect((await app.client().signIn('staf@test', NEXT)).status).toBe(303);
    expect((await browser.post(link, { next: NEXT, again: NEXT })).status).toBe(404);
    const told = await lastMail(app, 'staf@test');
    expect(told.subject).toBe('Qasja: Vaša lozinka je promenjena');
    expect(told.link).toBe('/desk/sign-in/forgotten');
    const types: { type: string }[] = await app.source.query(
      `SELECT type FROM events WHERE type LIKE 'official.password%'`,
    );
    expect(types.map((one) => one.type)).toEqual(['official.password-reset-asked', 'official.password-reset-by-link']);
  });

  it('has a link that works for an hour', async () => {
    await ask('staf@test');
    const { link } = await lastMail(app, 'staf@test');
    app.clock.advance(59 * 60_000);
    expect((await app.client().get(link)).status).toBe(200);
    app.clock.advance(2 * 60_000);
    expect((await app.client().get(link)).status).toBe(404);
  });

  it('is written to nobody who is deactivated, and no link outlives that', async () => {
    await ask('staf@test');
    const { link } = await lastMail(app, 'staf@test');
    await app.source.query(`UPDATE officials SET active = false WHERE email = 'staf@test'`);
    expect((await app.client().get(link)).status).toBe(404);
    expect((await ask('staf@test')).status).toBe(200);
    expect(await mailbox(app, 'staf@test')).toHaveLength(1);
  });

  it('asks for an address where none was given, and keeps what was typed', async () => {
    const answer = await ask('staf at test');
    expect(answer.status).toBe(422);
    expect(readable(answer.text)).toContain('Enter your e-mail address, such as');
    expect(answer.text).toContain('value="staf at test"');
  });

  it('fills no mailbox: three mails an hour, and twenty questions in a quarter of an hour from one address', async () => {
    for (let asked = 0; asked < 5; asked += 1) expect((await ask('staf@test')).status).toBe(200);
    expect(await mailbox(app, 'staf@test')).toHaveLength(3);
    const answers = await Promise.all(Array.from({ length: 16 }, (_, i) => ask(`somebody${i}@test`)));
    const refused = answers.find((answer) => answer.status === 429);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(15);
    expect(refused?.headers.get('retry-after')).toBe('900');
    app.clock.advance(61 * 60_000);
    await ask('staf@test');
    expect(await mailbox(app, 'staf@test')).toHaveLength(4);
  });

  it('leaves a password that was changed in the meantime alone', async () => {
    await ask('staf@test');
    const { link } = await lastMail(app, 'staf@test');
    const browser = app.client();
    await browser.signIn('staf@test');
    await browser.get('/desk/account');
    await browser.post('/desk/account/password', { current: PASSWORD, next: NEXT, again: NEXT });
    expect((await app.client().get(link)).status).toBe(404);
  });
});
