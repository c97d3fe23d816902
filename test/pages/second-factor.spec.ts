import { officialUnlock } from '../../src/cli/official';
import type { Terminal } from '../../src/cli/terminal';
import { type Config, CONFIG } from '../../src/platform/config';
import { startApp, type TestApp } from '../support/app';
import { type Answer, type Client, readable } from '../support/client';
import { lastMail, mailbox } from '../support/mailbox';
import { codesOn, offerOn, Phone, SECOND, turnOn } from '../support/phone';
import { PASSWORD } from '../support/seed';

const CODE = '/desk/sign-in/code';

describe('a second factor', () => {
  let app: TestApp;
  let staf: Client;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    staf = app.client();
    await staf.signIn('staf@test');
  });
  afterEach(() => app.close());

  const events = async (like = '%'): Promise<string[]> => {
    const rows: { type: string }[] = await app.source.query(
      `SELECT type FROM events WHERE type LIKE 'official.${like}' AND type <> 'official.signed-in' ORDER BY seq`,
    );
    return rows.map((row) => row.type.replace('official.', ''));
  };
  /** A browser in which the password was right. */
  const afterPassword = async (): Promise<Client> => {
    const browser = app.client();
    await browser.get('/desk/sign-in');
    const answer = await browser.post('/desk/sign-in', {
      email: 'staf@test',
      password: PASSWORD,
      next: '/desk/account',
    });
    expect([answer.status, answer.location]).toEqual([303, CODE]);
    return browser;
  };
  const answers = async (browser: Client, code: string, fields = {}): Promise<Answer> => {
    await browser.get(CODE);
    return browser.post(CODE, { code, ...fields });
  };

  it('is turned on with a square or a typed key, confirmed by a code, and gives ten recovery codes once', async () => {
    const page = await staf.get(SECOND);
    expect(page.text).toMatch(/<img class="q-square" src="data:image\/svg\+xml;base64,/);
    expect(page.headers.get('content-security-policy')).toContain("img-src 'self' data:");
    const phone = Phone.reads(app, page.text);
    expect(phone.secret).toMatch(/^[A-Z2-7]{32}$/);
    const offer = offerOn(page.text);
    const wrong = await staf.post(`${SECOND}/on`, { offer, code: '000000' });
    expect(wrong.status).toBe(422);
    expect(readable(wrong.text)).toContain('The code is not right');
    expect(Phone.reads(app, wrong.text).secret).toBe(phone.secret);
    const there = app.client();
    await there.signIn('staf@test');
    const spaced = (await phone.code()).replace(/(...)/, '$1 ');
    const answer = await staf.post(`${SECOND}/on`, { offer: offerOn(wrong.text), code: spaced });
    expect(answer.location).toBe(`${SECOND}?done=on`);
    const codes = codesOn((await staf.get(answer.location!)).text);
    expect(codes).toHaveLength(10);
    expect(codesOn((await staf.get(SECOND)).text)).toEqual([]);
    expect(readable((await staf.get(SECOND)).text)).toContain('10 of 10 are left.');
    expect((await there.get('/desk')).status).toBe(303);
    expect((await lastMail(app, 'staf@test')).subject).toBe('Qasja: the second factor is on');
    expect(await events('second%')).toEqual(['second-factor-on']);
  });

  it('keeps neither the key nor a code readable in the database', async () => {
    const { phone, codes } = await turnOn(app, staf);
    const rows = await app.source.query('SELECT * FROM second_factors');
    const all = JSON.stringify([
      rows,
      await app.source.query('SELECT * FROM recovery_codes, events, outbox, sessions'),
    ]);
    for (const secret of [phone.secret, ...codes]) expect(all).not.toContain(secret);
    expect(rows).toHaveLength(1);
  });

  it('is asked for after the password; before it nothing is open', async () => {
    const { phone } = await turnOn(app, staf);
    const browser = await afterPassword();
    expect((await browser.get('/desk')).status).toBe(303);
    expect(readable((await browser.get(CODE)).text)).toContain('Enter the code');
    expect(readable((await answers(browser, '')).text)).toContain('Enter the 6 digits from your app');
    expect(readable((await answers(browser, '123456')).text)).toContain('The code is not right');
    const answer = await answers(browser, await phone.code());
    expect([answer.status, answer.location]).toEqual([303, '/desk/account']);
    expect((await browser.get('/desk')).status).toBe(200);
    expect((await browser.get(CODE)).location).toBe('/desk/sign-in');
    const nobody = app.client();
    expect([(await nobody.get(CODE)).location, (await nobody.fill(CODE, { code: '123456' })).location]).toEqual(
      Array(2).fill('/desk/sign-in'),
    );
  });

  it('takes a code of the step before and after, and none twice, not even at once', async () => {
    const { phone } = await turnOn(app, staf);
    const code = await phone.code();
    const [one, two] = [await afterPassword(), await afterPassword()];
    await one.get(CODE);
    await two.get(CODE);
    const both = await Promise.all([one.post(CODE, { code }), two.post(CODE, { code })]);
    expect(both.map((answer) => answer.status).sort()).toEqual([303, 422]);
    expect(readable(both.find((answer) => answer.status === 422)!.text)).toContain('This code was used already');
    app.clock.advance(60_000);
    const early = await phone.code();
    app.clock.advance(30_000);
    expect((await answers(await afterPassword(), early)).status).toBe(303);
    const late = await phone.code();
    app.clock.advance(61_000);
    expect((await answers(await afterPassword(), late)).status).toBe(422);
  });

  it('lets in with a recovery code, once, and says how many are left', async () => {
    const { codes } = await turnOn(app, staf);
    const browser = await afterPassword();
    expect((await browser.get(CODE)).text).toContain('with=recovery');
    const page = await browser.get(`${CODE}?with=recovery`);
    expect(readable(page.text)).toContain('Four groups of four letters and digits');
    const typed = ` ${codes[3]!.toUpperCase().replaceAll('-', ' ')} `;
    const answer = await browser.post(CODE, { code: typed, with: 'recovery' });
    expect(answer.location).toBe(`${SECOND}?left=9`);
    expect(readable((await browser.get(answer.location!)).text)).toContain(
      'You signed in with a recovery code; 9 are left.',
    );
    const again = await answers(await afterPassword(), codes[3]!, { with: 'recovery' });
    expect(again.status).toBe(422);
    expect((await lastMail(app, 'staf@test')).text).toContain('Codes left: 9.');
    expect(await events('recovery%')).toEqual(['recovery-code-used']);
  });

  it('lets nobody guess: ten tries in a quarter of an hour, from wherever, and the official is told', async () => {
    const { phone } = await turnOn(app, staf);
    for (let tries = 0; tries < 5; tries += 1) {
      const browser = await afterPassword();
      expect((await answers(browser, '111111')).status).toBe(422);
      expect((await answers(browser, '222222')).status).toBe(422);
    }
    const refused = await answers(await afterPassword(), await phone.code());
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
    await answers(await afterPassword(), await phone.code());
    expect(await events('second-factor-refused')).toHaveLength(1);
    const mails = await mailbox(app, 'staf@test');
    expect(mails.filter((mail) => mail.subject === 'Qasja: wrong codes for your account')).toHaveLength(1);
    app.clock.advance(16 * 60_000);
    expect((await answers(await afterPassword(), await phone.code())).status).toBe(303);
  });

  it('forgets after ten minutes that the password was right, and when the password changes', async () => {
    const { phone } = await turnOn(app, staf);
    const [late, old] = [await afterPassword(), await afterPassword()];
    app.clock.advance(9 * 60_000);
    await staf.get('/desk/account');
    const next = 'një fjalëkalim i ri';
    await staf.post('/desk/account/password', { current: PASSWORD, next, again: next });
    expect((await answers(old, await phone.code())).location).toBe('/desk/sign-in');
    app.clock.advance(2 * 60_000);
    expect((await late.get(CODE)).location).toBe('/desk/sign-in');
  });

  it('is asked for after a forgotten password, too', async () => {
    await turnOn(app, staf);
    await app.client().fill('/desk/sign-in/forgotten', { email: 'staf@test' });
    const { link } = await lastMail(app, 'staf@test');
    const browser = app.client();
    await browser.get(link);
    const next = 'një fjalëkalim i ri';
    expect((await browser.post(link, { next, again: next })).location).toBe(CODE);
    expect((await browser.get('/desk')).status).toBe(303);
  });

  it('makes new recovery codes, and is turned off, only with a code', async () => {
    const { phone, codes } = await turnOn(app, staf);
    await staf.get(SECOND);
    expect((await staf.post(`${SECOND}/off`, { codeOff: '' })).status).toBe(422);
    expect((await staf.post(`${SECOND}/off`, { codeOff: '000000' })).status).toBe(422);
    const made = await staf.post(`${SECOND}/codes`, { code: await phone.code() });
    const fresh = codesOn((await staf.get(made.location!)).text);
    expect([fresh.length, fresh.filter((one) => codes.includes(one)).length]).toEqual([10, 0]);
    const off = await staf.post(`${SECOND}/off`, { codeOff: fresh[0]! });
    expect(off.location).toBe(`${SECOND}?done=off`);
    expect((await app.client().signIn('staf@test')).location).toBe('/desk');
    expect(await events('%o%')).toEqual([
      'second-factor-on',
      'recovery-codes-made',
      'recovery-code-used',
      'second-factor-off',
    ]);
  });

  it('is reset by an administrator for somebody who lost phone and codes', async () => {
    await turnOn(app, staf);
    const admin = app.client();
    await admin.signIn('admin@test');
    const person = `/desk/people/${app.seed.officials.staf.id}`;
    expect(readable((await admin.get(person)).text)).toContain('Reset the second factor');
    expect((await admin.post(`${person}/second-factor/reset`)).location).toBe(`${person}?done=second-factor`);
    expect((await staf.get('/desk')).status).toBe(303);
    expect((await app.client().signIn('staf@test')).location).toBe('/desk');
    expect((await lastMail(app, 'staf@test')).subject).toBe('Qasja: your second factor was reset');
    expect(await events('second%')).toEqual(['second-factor-on', 'second-factor-reset']);
    expect((await admin.post(`${person}/second-factor/reset`)).location).toBe(person);
  });

  it('is taken away on the command line when there is no other administrator', async () => {
    await turnOn(app, staf);
    const said: string[] = [];
    const open = () =>
      Promise.resolve({ get: app.get, clock: app.clock, source: app.source, config: app.get<Config>(CONFIG) });
    const terminal: Terminal = { say: (line) => said.push(line), open };
    expect(await officialUnlock.run(['--email', 'STAF@test'], terminal)).toBe(0);
    expect(said.join()).toContain('The second factor of staf@test is taken away');
    expect((await staf.get('/desk')).status).toBe(303);
    expect((await app.client().signIn('staf@test')).location).toBe('/desk');
    await expect(officialUnlock.run(['--email', 'staf@test'], terminal)).rejects.toThrow('has no second factor');
    expect(await events('second%')).toEqual(['second-factor-on', 'second-factor-reset']);
  });

  it('is required of the roles that the institution names: nothing else is open before it', async () => {
    const admin = app.client();
    await admin.signIn('admin@test');
    const page = await admin.get('/desk/institution');
    const fields: Record<string, string | string[]> = { secondFactorRoles: ['directorate-staff', 'mayors-office'] };
    for (const [, name, value] of page.text.matchAll(
      /<input[^>]* name="(\w+)" type="(?:text|email|tel)" value="([^"]*)"/g,
    )) {
      fields[name!] = value!;
    }
    Object.assign(fields, { extensionReading: 'A', clarification: 'runs' });
    expect((await admin.post('/desk/institution', fields)).location).toBe('/desk/institution?done=saved');
    const shown = (await admin.get('/desk/institution')).text;
    expect(shown).toMatch(/value="directorate-staff" checked/);
    expect(shown).not.toMatch(/value="administrator" checked/);

    for (const path of ['/desk', '/desk/account', '/desk/counter']) {
      expect((await staf.get(path)).location).toBe(SECOND);
    }
    const note = await staf.post('/desk/cases/7d0f6a1e-0000-4000-8000-000000000000/note', {
      note: 'Kam telefonuar sot.',
    });
    expect(note.status).toBe(401);
    expect(readable(note.text)).toContain('First the second factor: nothing was saved');
    expect(note.text).toContain('Kam telefonuar sot.');
    const forced = await staf.get(SECOND);
    expect(readable(forced.text)).toContain('Your institution asks a second factor of everybody with your role.');
    expect(forced.text).not.toContain('class="q-nav"');
    const { phone } = await turnOn(app, staf);
    expect((await staf.get('/desk')).status).toBe(200);
    expect(readable((await staf.get(SECOND)).text)).toContain('it cannot be turned off');
    await staf.post(`${SECOND}/off`, { codeOff: await phone.code() });
    expect((await app.client().signIn('staf@test')).location).toBe(CODE);
    expect((await app.client().signIn('zyrtar@test')).location).toBe('/desk');
  });

  it('still lets a recovery code in when the installation has another secret', async () => {
    const { phone, codes } = await turnOn(app, staf);
    await app.source.query(`UPDATE second_factors SET secret = 'sealed-with-another-key-that-nobody-has-any-more'`);
    expect((await answers(await afterPassword(), await phone.code())).status).toBe(422);
    expect((await answers(await afterPassword(), codes[0]!)).status).toBe(303);
  });
});
