import { People, Transactions } from '../../src/records';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';
import { follow, type IdentityProvider, startIdentityProvider } from '../support/identity-provider';
import { turnOn } from '../support/phone';

const BEGIN = '/desk/sign-in/provider';

describe('the sign-in through a provider', () => {
  let app: TestApp;
  let provider: IdentityProvider;
  beforeAll(async () => {
    provider = await startIdentityProvider();
    app = await startApp({ env: provider.env });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    await provider.serve(app, {
      zana: { email: 'Zyrtar@TEST', email_verified: true },
      'zana-of-the-neighbours': { email: 'zyrtar@test', email_verified: true },
      sokol: { email: 'staf@test', email_verified: true },
      'sokol-with-a-key': { email: 'drejtor@test', email_verified: true, amr: ['pwd', 'mfa'] },
      unverified: { email: 'kryetar@test', email_verified: false },
      stranger: { email: 'stranger@elsewhere.example', email_verified: true },
    });
  });
  afterAll(async () => {
    await app?.close();
    await provider?.stop();
  });

  const bases = (): { here: string; issuer: string } => ({ here: app.url, issuer: provider.issuer });
  /** Goes to the provider, types a login there, and comes back as far as the redirects lead. */
  async function comes(client: Client, login: string, next = '/desk/account'): Promise<{ page: Answer; at: string }> {
    const there = await follow(client, `${BEGIN}?lang=en&next=${encodeURIComponent(next)}`, bases());
    if (!there.at.includes('/login/')) return there;
    const sent = await client.post(there.at, { login });
    const back = new URL(sent.location!, sent.location!.startsWith('/desk') ? app.url : provider.issuer);
    return follow(client, back.href, bases());
  }
  const visitor = (): Client => app.client({ 'accept-language': 'en' });
  const events = async (like: string): Promise<string[]> => {
    const rows: { data: string; type: string }[] = await app.source.query(
      `SELECT type, data FROM events WHERE type LIKE '${like}' ORDER BY seq`,
    );
    return rows.map((row) => `${row.type} ${row.data}`);
  };

  it('is offered beside the password, and leads off with PKCE, state and nonce', async () => {
    const client = visitor();
    const page = await client.get('/desk/sign-in?next=/desk/account');
    expect(readable(page.text)).toContain('Sign in with KomunaID');
    const href = /href="(\/desk\/sign-in\/provider[^"]*)"/.exec(page.text)![1]!.replaceAll('&amp;', '&');
    const { location, headers } = await client.get(href);
    const asked = new URL(location!);
    expect(asked.origin).toBe(provider.issuer);
    const { searchParams: query } = asked;
    expect(query.get('response_type')).toBe('code');
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('redirect_uri')).toBe(`${app.url}${BEGIN}/callback`);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)!.length).toBeGreaterThan(20);
    const cookie = headers.getSetCookie().find((line) => line.startsWith('qasja.provider='))!;
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    expect(decodeURIComponent(cookie)).not.toContain(query.get('state')!);
  });

  it('lets the official in who has the verified address, and brings them to the page that they wanted', async () => {
    const client = visitor();
    const { page, at } = await comes(client, 'zana');
    expect([page.status, new URL(at).pathname]).toEqual([200, '/desk/account']);
    expect(readable(page.text)).toContain('Zana Zyrtarja');
    const [linked] = await events('official.provider-linked');
    expect(linked).not.toMatch(/zana|test/i);
    expect((await events('official.signed-in')).at(-1)).toContain('"by":"provider"');
  });

  it('knows the account again when the address here has changed', async () => {
    await app.source.query(`UPDATE officials SET email = 'z.zyrtarja@test' WHERE email = 'zyrtar@test'`);
    const { at } = await comes(visitor(), 'zana');
    expect(new URL(at).pathname).toBe('/desk/account');
    await app.source.query(`UPDATE officials SET email = 'zyrtar@test' WHERE email = 'z.zyrtarja@test'`);
  });

  it('opens nothing to another account with the address of an official, until an administrator removes the link', async () => {
    const client = visitor();
    const refused = await comes(client, 'zana-of-the-neighbours');
    expect(refused.page.status).toBe(403);
    expect(readable(refused.page.text)).toContain('This account opens nothing here');
    const admin = app.client();
    await admin.signIn('admin@test');
    const person = `/desk/people/${app.seed.officials.zyrtar.id}`;
    expect(readable((await admin.get(person)).text)).toContain('Sign-in with KomunaID');
    expect((await admin.post(`${person}/provider/unlink`)).location).toBe(`${person}?done=unlinked`);
    expect((await comes(visitor(), 'zana-of-the-neighbours')).page.status).toBe(200);
    expect((await comes(visitor(), 'zana')).page.status).toBe(403);
    expect(await events('official.provider-unlinked')).toHaveLength(1);
  });

  it('makes nobody an official, and believes no address that was not verified', async () => {
    const before = await app.get(People).officials(app.get(Transactions).reader, app.seed.institution.id);
    for (const login of ['stranger', 'unverified']) {
      const client = visitor();
      const { page } = await comes(client, login);
      expect([login, page.status]).toEqual([login, 403]);
      expect(page.text).toContain(`${provider.issuer}/session/end`);
      expect((await client.get('/desk')).status).toBe(303);
    }
    const after = await app.get(People).officials(app.get(Transactions).reader, app.seed.institution.id);
    expect(after).toHaveLength(before.length);
  });

  it('lets nobody in who was deactivated', async () => {
    expect((await comes(visitor(), 'sokol')).page.status).toBe(200);
    await app.source.query(`UPDATE officials SET active = false WHERE email = 'staf@test'`);
    expect((await comes(visitor(), 'sokol')).page.status).toBe(403);
    await app.source.query(`UPDATE officials SET active = true WHERE email = 'staf@test'`);
  });

  it('still asks for the code of whoever has a second factor, unless the provider did', async () => {
    for (const [login, email, wanted] of [
      ['sokol', 'staf@test', '/desk/sign-in/code'],
      ['sokol-with-a-key', 'drejtor@test', '/desk/account'],
    ] as const) {
      const browser = app.client();
      await browser.signIn(email);
      const { phone } = await turnOn(app, browser);
      const client = visitor();
      const { at } = await comes(client, login);
      expect([login, new URL(at).pathname]).toEqual([login, wanted]);
      if (wanted !== '/desk/account') {
        const answer = await client.post(wanted, { code: await phone.code() });
        expect(answer.location).toBe('/desk/account');
      }
    }
  });

  it('needs no second factor of ours where the institution requires one and the provider asked for it', async () => {
    const settings = JSON.stringify({ secondFactorRoles: ['directorate-staff'] });
    await app.source.query(`UPDATE institutions SET settings = '${settings}'`);
    await app.source.query(`UPDATE officials SET second_factor_at = NULL WHERE email IN ('staf@test', 'drejtor@test')`);
    expect(new URL((await comes(visitor(), 'sokol', '/desk')).at).pathname).toBe('/desk/account/second-factor');
    expect(new URL((await comes(visitor(), 'sokol-with-a-key', '/desk')).at).pathname).toBe('/desk');
    await app.source.query(`UPDATE institutions SET settings = '{}'`);
  });

  it('leads back where the person, or the provider, said no', async () => {
    const { page } = await comes(visitor(), 'nobody-of-this-name');
    expect(page.status).toBe(403);
    expect(readable(page.text)).toContain('The sign-in was refused');
  });

  it('takes an answer once, in the browser that asked, and not too late', async () => {
    const client = visitor();
    const there = await follow(client, `${BEGIN}?lang=en`, bases());
    let at = (await client.post(there.at, { login: 'zana-of-the-neighbours' })).location!;
    while (!at.includes('/callback')) at = (await client.get(new URL(at, provider.issuer).href)).location!;
    const other = visitor();
    expect(readable((await other.get(at)).text)).toContain('The sign-in took too long');
    // Another browser that is on its way, too, has another state.
    await other.get(`${BEGIN}?lang=en`);
    const crossed = await other.get(at);
    expect(crossed.status).toBe(400);
    expect(readable(crossed.text)).toContain('The sign-in failed');
    app.clock.advance(16 * 60_000);
    expect((await client.get(at)).status).toBe(400);
    expect((await client.get('/desk')).status).toBe(303);
  });

  it('keeps to the desk afterwards, wherever it was told to go', async () => {
    const { at } = await comes(visitor(), 'zana-of-the-neighbours', 'https://evil.example/');
    expect(at.split('?')[0]).toBe(`${app.url}/desk`);
  });

  it('is ended here, with the way to end it there, too', async () => {
    const client = visitor();
    await comes(client, 'zana-of-the-neighbours');
    const left = await client.post('/desk/sign-out');
    expect(left.location).toBe('/desk/sign-in/signed-out?lang=en');
    const page = await client.get(left.location!);
    expect(readable(page.text)).toContain('You may still be signed in to KomunaID');
    const signOut = /href="(http[^"]*session\/end[^"]*)"/.exec(page.text)![1]!.replaceAll('&amp;', '&');
    expect(new URL(signOut).searchParams.get('post_logout_redirect_uri')).toBe(`${app.url}/desk/sign-in`);
    expect((await client.get(signOut)).status).toBe(200);
    expect((await client.get('/desk')).status).toBe(303);
    const byPassword = app.client();
    await byPassword.signIn('admin@test');
    expect((await byPassword.post('/desk/sign-out')).location).toBe('/desk/sign-in');
  });

  it('says so when the provider does not answer, and the password still works', async () => {
    const gone = await startIdentityProvider();
    await gone.stop();
    const lonely = await startApp({ env: gone.env });
    try {
      const client = lonely.client({ 'accept-language': 'en' });
      const answer = await client.get(BEGIN);
      expect(answer.status).toBe(502);
      expect(readable(answer.text)).toContain('KomunaID does not answer');
      expect((await client.signIn('zyrtar@test')).status).toBe(303);
    } finally {
      await lonely.close();
    }
  });
});

describe('without a provider in the settings', () => {
  it('there is neither a button nor an address', async () => {
    const app = await startApp();
    try {
      const client = app.client();
      expect((await client.get('/desk/sign-in')).text).not.toContain('/desk/sign-in/provider');
      for (const path of [BEGIN, `${BEGIN}/callback`]) expect((await client.get(path)).status).toBe(404);
    } finally {
      await app.close();
    }
  });
});
