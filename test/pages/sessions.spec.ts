import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const PHONE = 'Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36';
const SESSIONS = '/desk/account/sessions';

describe('where an official is signed in', () => {
  let app: TestApp;
  let here: Client;
  let phone: Client;
  beforeEach(async () => {
    app = await startApp({ at: '2026-03-30T09:00:00+02:00' });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    phone = app.client({ 'user-agent': PHONE });
    await phone.signIn('staf@test');
    app.clock.advance({ hours: 1 });
    here = app.client({ 'user-agent': FIREFOX });
    await here.signIn('staf@test');
  });
  afterEach(() => app.close());

  const events = async (): Promise<string[]> => {
    const rows: { type: string }[] = await app.source.query(
      `SELECT type FROM events WHERE type LIKE '%session%' ORDER BY seq`,
    );
    return rows.map((row) => row.type);
  };

  it('is told with device and time, this browser first, and nobody else’s', async () => {
    await app.client({ 'user-agent': FIREFOX }).signIn('zyrtar@test');
    const page = await here.get(SESSIONS);
    const text = readable(page.text);
    expect(text).toMatch(/Firefox, Windows This browser 30 March 2026,? \S*\s?10:00 Now Chrome, Android 30 March 2026/);
    expect(page.text.match(/name="id"/g)).toHaveLength(1);
    expect((await here.get('/desk/account')).text).toContain(`href="${SESSIONS}"`);
  });

  it('can be ended one by one', async () => {
    const id = /name="id" value="([^"]+)"/.exec((await here.get(SESSIONS)).text)![1]!;
    expect((await here.post(`${SESSIONS}/end`, { id })).location).toBe(`${SESSIONS}?done=one`);
    expect([(await phone.get('/desk')).status, (await here.get('/desk')).status]).toEqual([303, 200]);
    await here.get(SESSIONS);
    expect((await here.post(`${SESSIONS}/end`, { id })).location).toBe(`${SESSIONS}?done=none`);
    expect(await events()).toEqual(['official.session-ended']);
    expect(readable((await here.get(SESSIONS)).text)).toContain('You are signed in only here.');
  });

  it('can be ended everywhere else', async () => {
    const third = app.client();
    await third.signIn('staf@test');
    await here.get(SESSIONS);
    expect((await here.post(`${SESSIONS}/end-others`)).location).toBe(`${SESSIONS}?done=others`);
    const statuses = [await phone.get('/desk'), await third.get('/desk'), await here.get('/desk')].map(
      (one) => one.status,
    );
    expect(statuses).toEqual([303, 303, 200]);
    expect(await events()).toEqual(['official.other-sessions-ended']);
  });

  it('ends nobody else’s session', async () => {
    const other = app.client();
    await other.signIn('zyrtar@test');
    const ids: { id: string }[] = await app.source.query(
      `SELECT id FROM sessions WHERE official_id = '${app.seed.officials.zyrtar.id}'`,
    );
    await here.get(SESSIONS);
    expect((await here.post(`${SESSIONS}/end`, { id: ids[0]!.id })).location).toBe(`${SESSIONS}?done=none`);
    expect((await other.get('/desk')).status).toBe(200);
  });

  it('is ended by an administrator for somebody who left a computer open', async () => {
    const admin = app.client();
    await admin.signIn('admin@test');
    const person = `/desk/people/${app.seed.officials.staf.id}`;
    expect(readable((await admin.get(person)).text)).toContain('This official is signed in on 2 devices.');
    expect((await admin.post(`${person}/sessions/end`)).location).toBe(`${person}?done=sessions`);
    expect([(await here.get('/desk')).status, (await phone.get('/desk')).status]).toEqual([303, 303]);
    const page = readable((await admin.get(`${person}?done=sessions`)).text);
    expect(page).toContain('The official has been signed out everywhere.');
    expect(page).not.toContain('Signed in now');
    expect(await events()).toEqual(['official.sessions-ended-by-administrator']);
  });
});
