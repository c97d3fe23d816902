import { existsSync, readFileSync, statSync } from 'node:fs';
import { EventLog, Session, Transactions } from '../../src/records';
import { FirstAdministrator, localPath } from '../../src/platform/sign-in';
import { startApp, type TestApp } from '../support/app';
import { readable } from '../support/client';
import { PASSWORD } from '../support/seed';

describe('signing in', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('leads from a page of the desk to the sign-in and back to that page', async () => {
    const browser = app.client({ 'accept-language': 'en' });
    const asked = await browser.get('/desk?status=closed');
    expect([asked.status, asked.location]).toEqual([303, '/desk/sign-in?next=%2Fdesk%3Fstatus%3Dclosed']);
    const page = await browser.get(asked.location!);
    expect(readable(page.text)).toContain('Sign in to the officials’ desk');
    const next = /name="next" value="([^"]*)"/.exec(page.text)?.[1];
    const answer = await browser.post('/desk/sign-in', { email: ' Zyrtar@TEST ', password: PASSWORD, next: next! });
    expect([answer.status, answer.location]).toEqual([303, '/desk?status=closed']);
    expect((await browser.get('/desk')).status).toBe(200);
  });

  it('keeps its cookie to the desk and away from scripts, and gives citizens none', async () => {
    const browser = app.client();
    await browser.get('/desk/sign-in');
    const answer = await browser.post('/desk/sign-in', { email: 'zyrtar@test', password: PASSWORD });
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('qasja.desk='));
    expect(cookie).toMatch(/Path=\/desk; HttpOnly; SameSite=Lax/);
    const page = await app.client().get('/sq');
    expect(page.headers.getSetCookie().join()).not.toContain('qasja.desk');
    const [row] = await app.source.manager.find(Session, { take: 1 });
    expect(decodeURIComponent(cookie!)).not.toContain(row!.id);
  });

  it('says what is missing, keeps the e-mail address and never the password', async () => {
    const browser = app.client({ 'accept-language': 'en' });
    const empty = await browser.fill('/desk/sign-in', { email: '', password: '' });
    expect(empty.status).toBe(422);
    expect(readable(empty.text)).toContain('Enter your e-mail address');
    expect(readable(empty.text)).toContain('Enter your password');
    const wrong = await browser.post('/desk/sign-in', { email: 'nobody@test', password: 'secret-typed-here' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="nobody@test"');
    expect(wrong.text).not.toContain('secret-typed-here');
    const known = await browser.post('/desk/sign-in', { email: 'staf@test', password: 'wrong' });
    const text = 'The e-mail address or the password is not right';
    expect([readable(wrong.text).includes(text), readable(known.text).includes(text)]).toEqual([true, true]);
  });

  it('shows the form again when it was open for too long', async () => {
    const answer = await app.client().post('/desk/sign-in', { email: 'staf@test', password: PASSWORD, _csrf: 'old' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="staf@test"');
  });

  it.each(['sq', 'sr', 'en'])('speaks %s when asked', async (lang) => {
    const title = { sq: 'Kyçja në hapësirën', sr: 'Prijava u radni prostor', en: 'Sign in to the officials' }[lang]!;
    const page = await app.client({ 'accept-language': 'de' }).get(`/desk/sign-in?lang=${lang}`);
    expect(readable(page.text)).toContain(title);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/desk',
    '/\\evil.example',
    '/desk\\..\\..',
    '/desk/../../evil',
    '/desk@evil.example',
    '/deskevil',
    '/desk/\tx',
    '/sq',
    '/desk/sign-out',
    '/desk/sign-in?next=/desk',
    'javascript:alert(1)',
  ])('leads nowhere else: %s', async (next) => {
    const browser = app.client();
    await browser.get(`/desk/sign-in?next=${encodeURIComponent(next)}`);
    const answer = await browser.post('/desk/sign-in', { email: 'zyrtar@test', password: PASSWORD, next });
    expect([answer.status, answer.location]).toEqual([303, '/desk']);
  });

  it('keeps a path of the desk with its query', () => {
    expect(localPath('/desk/cases/7?x=1')).toBe('/desk/cases/7?x=1');
  });

  it('lets nobody try for ever, and forgets after a quarter of an hour', async () => {
    const browser = app.client({ 'accept-language': 'en' });
    await browser.get('/desk/sign-in');
    const attempt = (password: string): ReturnType<typeof browser.post> =>
      browser.post('/desk/sign-in', { email: 'drejtor@test', password });
    for (let i = 0; i < 10; i += 1) expect((await attempt('wrong')).status).toBe(422);
    const refused = await attempt(PASSWORD);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
    expect(readable(refused.text)).toContain('Too many attempts');
    expect((await app.client().signIn('staf@test')).status).toBe(303);
    app.clock.advance(16 * 60_000);
    expect((await attempt(PASSWORD)).status).toBe(303);
  });

  it('does not let many tries at once slip through', async () => {
    const browser = app.client();
    await browser.get('/desk/sign-in');
    const tries = Array.from({ length: 30 }, () =>
      browser.post('/desk/sign-in', { email: 'many@test', password: 'wrong' }),
    );
    const statuses = (await Promise.all(tries)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    app.clock.advance(16 * 60_000);
  });

  it('ends with the sign-out, after 12 idle hours, and after 7 days whatever happens', async () => {
    const browser = app.client();
    await browser.signIn('staf@test');
    expect((await browser.post('/desk/sign-out')).location).toBe('/desk/sign-in');
    expect((await browser.get('/desk')).status).toBe(303);
    await browser.signIn('staf@test');
    app.clock.advance({ hours: 13 });
    expect((await browser.get('/desk')).status).toBe(303);
    await browser.signIn('staf@test');
    for (let hours = 0; hours < 160; hours += 10) {
      app.clock.advance({ hours: 10 });
      expect([hours, (await browser.get('/desk')).status]).toEqual([hours, 200]);
    }
    app.clock.advance({ hours: 10 });
    expect((await browser.get('/desk')).status).toBe(303);
  });

  it('writes a session once in ten minutes, not with every click', async () => {
    const browser = app.client();
    await browser.signIn('kryetar@test');
    const ends = async (): Promise<string> => {
      const where = { officialId: app.seed.officials.kryetar.id };
      return (await app.source.manager.findOneByOrFail(Session, where)).expiresAt.toISOString();
    };
    const first = await ends();
    app.clock.advance(9 * 60_000);
    await browser.get('/desk');
    expect(await ends()).toBe(first);
    app.clock.advance(2 * 60_000);
    await browser.get('/desk');
    expect(await ends()).not.toBe(first);
  });

  it('signs out everywhere', async () => {
    const [here, there] = [app.client(), app.client()];
    await here.signIn('staf@test');
    await there.signIn('staf@test');
    await here.get('/desk/account');
    expect((await here.post('/desk/account/sign-out-everywhere')).status).toBe(303);
    expect([(await here.get('/desk')).status, (await there.get('/desk')).status]).toEqual([303, 303]);
  });

  it('changes language and password, and keeps only this browser signed in', async () => {
    const [here, there] = [app.client(), app.client()];
    await here.signIn('drejtor@test');
    await there.signIn('drejtor@test');
    await here.get('/desk/account');
    expect((await here.post('/desk/account/language', { language: 'en' })).status).toBe(303);
    const page = await here.get('/desk/account');
    expect(readable(page.text)).toContain('Your account');
    const form = { current: 'wrong', next: 'short', again: '' };
    const refused = await here.post('/desk/account/password', form);
    expect(refused.status).toBe(422);
    expect(readable(refused.text)).toContain('This is not your current password');
    expect(readable(refused.text)).toContain('at least 12 characters');
    const next = 'një fjalëkalim i ri';
    const differs = await here.post('/desk/account/password', { current: PASSWORD, next, again: 'another one here' });
    expect(readable(differs.text)).toContain('The two new passwords are not the same');
    const done = await here.post('/desk/account/password', { current: PASSWORD, next, again: next });
    expect([done.status, done.location]).toEqual([303, '/desk/account?done=password']);
    expect((await here.get('/desk/account?done=password')).status).toBe(200);
    expect((await there.get('/desk')).status).toBe(303);
    expect((await app.client().signIn('drejtor@test')).status).toBe(422);
    expect((await app.client().signIn('drejtor@test', next)).status).toBe(303);
  });

  it('records sign-ins by id alone, in an unbroken chain', async () => {
    const { institution, officials } = app.seed;
    const reader = app.get(Transactions).reader;
    expect((await app.get(EventLog).verify(reader, institution.id)).brokenAt).toBeNull();
    const rows = await app.source.query<{ type: string; data: string }[]>('SELECT type, data FROM events');
    const types = new Set(rows.map((row) => row.type));
    for (const what of ['signed-in', 'signed-out', 'signed-out-everywhere', 'password-changed', 'changed']) {
      const type = `official.${what}`;
      expect([...types]).toContain(type);
    }
    const said = rows.map((row) => row.data).join();
    expect(said).toContain(officials.staf.id);
    for (const { name, email } of Object.values(officials)) {
      expect([said.includes(name), said.includes(email)]).toEqual([false, false]);
    }
  });
});

describe('the first administrator', () => {
  it.each(['sqlite', 'postgres'] as const)('is one, though several processes start at once on %s', async (database) => {
    const app = await startApp({ seeded: false, database });
    try {
      const made = await Promise.all(Array.from({ length: 4 }, () => app.get(FirstAdministrator).ensure()));
      expect(made.filter((one) => one !== null)).toHaveLength(1);
    } finally {
      await app.close();
    }
  });

  it('is made once, in an empty installation, with a password in a file of the owner', async () => {
    const app = await startApp({ seeded: false, env: { QASJA_ADMIN_EMAIL: 'Hapja@komuna.example' } });
    try {
      const first = await app.get(FirstAdministrator).ensure();
      expect(first?.email).toBe('hapja@komuna.example');
      expect(statSync(first!.file).mode & 0o777).toBe(0o600);
      expect(readFileSync(first!.file, 'utf8')).toContain(first!.password);
      expect(await app.get(FirstAdministrator).ensure()).toBeNull();
      const browser = app.client();
      expect((await browser.signIn('hapja@komuna.example', first!.password)).status).toBe(303);
      await browser.get('/desk/account');
      const next = 'fjalë e gjatë e re';
      await browser.post('/desk/account/password', { current: first!.password, next, again: next });
      expect(existsSync(first!.file)).toBe(false);
    } finally {
      await app.close();
    }
  });
});

describe('a session that ended while somebody wrote', () => {
  it('hands the words back with the way to the sign-in, and saves nothing', async () => {
    const app = await startApp();
    try {
      const client = app.client();
      await client.signIn('zyrtar@test');
      const other = app.client();
      await other.signIn('zyrtar@test');
      await other.get('/desk/account');
      await other.post('/desk/account/sign-out-everywhere');
      const note = 'Kam telefonuar me drejtorinë dhe pres përgjigjen.';
      const answer = await client.post('/desk/cases/7d0f6a1e-0000-4000-8000-000000000000/note', { note, version: '1' });
      expect(answer.status).toBe(401);
      expect(answer.text).toContain(note);
      expect(answer.text).toContain('/desk/sign-in');
    } finally {
      await app.close();
    }
  });
});
