import { WEBHOOK_EVENTS } from '../../src/core/webhooks';
import { deskPaths } from '../../src/platform/paths';
import { EventRow, OutboxRow, Webhook } from '../../src/records';
import { startApp, type TestApp } from '../support/app';
import { type Client, readable } from '../support/client';
import { DATABASES } from '../support/databases';
import { seedMunicipality } from '../support/seed';

const PAGE = deskPaths.webhook();
const URL = 'https://127.0.0.1:9443/qasja?key=of-the-receiver';

describe.each(DATABASES)('the page of the webhook (%s)', (database) => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await startApp({ database, env: { QASJA_WEBHOOK_PRIVATE: '1' } });
    await app.source.query(`UPDATE officials SET language = 'en'`);
    await seedMunicipality(app.source, app.clock.now(), 'PZ', 'elsewhere');
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    for (const entity of [OutboxRow, Webhook]) await app.source.manager.clear(entity);
    admin = app.client();
    await admin.signIn('admin@test');
  });

  const secretOn = (html: string): string | undefined => /id="webhook-secret">([^<]+)</.exec(html)?.[1];
  const kept = (): Promise<Webhook[]> => app.source.manager.find(Webhook);
  const lastEvent = async (): Promise<EventRow | null> => {
    const [row] = await app.source.manager.find(EventRow, { order: { recordedAt: 'DESC', seq: 'DESC' }, take: 1 });
    return row ?? null;
  };
  const facts = async (): Promise<unknown> => JSON.parse((await lastEvent())?.data ?? '');
  async function setUp(): Promise<string> {
    const { location } = await admin.fill(PAGE, { url: URL, events: ['alarm.told', 'case.decided'] });
    return secretOn((await admin.get(location ?? '')).text) ?? '';
  }

  it('sets it up, and shows the secret once, to whoever did it', async () => {
    const fresh = await admin.get(PAGE);
    expect(readable(fresh.text)).toContain('Set up the webhook');
    expect(fresh.text).not.toContain('/desk/webhook/test');
    const answer = await admin.post(PAGE, { url: ` ${URL} `, events: ['alarm.told', 'case.decided', 'nonsense'] });
    expect([answer.status, answer.location]).toEqual([303, `${PAGE}?done=created`]);
    const page = await admin.get(answer.location ?? '');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(readable(page.text)).toContain('The webhook has been set up.');
    const secret = secretOn(page.text) ?? '';
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await kept()).toMatchObject([{ url: URL, events: ['alarm.told', 'case.decided'], secret, active: true }]);
    for (const path of [answer.location ?? '', PAGE, '/desk', deskPaths.outbox()]) {
      expect((await admin.get(path)).text).not.toContain(secret);
    }
    const event = await lastEvent();
    expect(event).toMatchObject({ type: 'webhook.created', actorId: app.seed.officials.admin.id });
    expect(await facts()).toEqual({ events: ['alarm.told', 'case.decided'], host: '127.0.0.1' });
  });

  it('refuses what cannot be, beside the field, and keeps what was typed', async () => {
    const answer = await admin.fill(PAGE, { url: 'http://me@example.org/', events: [] });
    expect(answer.status).toBe(422);
    const text = readable(answer.text);
    expect(text).toContain('The address must not contain a user name or a password');
    expect(text).toContain('Choose at least one event');
    expect(answer.text).toContain('value="http://me@example.org/"');
    expect(answer.text).toMatch(/href="#url"/);
    expect(answer.text).toMatch(/href="#events"/);
    const link = await admin.post(PAGE, { url: 'https://169.254.169.254/latest', events: ['alarm.told'] });
    expect(readable(link.text)).toContain('The address leads into the institution’s own network or to this machine');
    expect(await kept()).toEqual([]);
  });

  it('changes address and events, and keeps the secret', async () => {
    const secret = await setUp();
    const events = [...WEBHOOK_EVENTS];
    const answer = await admin.fill(PAGE, { url: `${URL}&new`, events });
    expect(answer.location).toBe(`${PAGE}?done=changed`);
    expect(secretOn((await admin.get(answer.location ?? '')).text)).toBeUndefined();
    expect(await kept()).toMatchObject([{ url: `${URL}&new`, events, secret }]);
    expect(await facts()).toEqual({ events, host: '127.0.0.1', address: true });
  });

  it('replaces the secret: the old one signs for a day, twice replaced it ends at once', async () => {
    const old = await setUp();
    await admin.get(PAGE);
    const first = await admin.post(`${PAGE}/secret`);
    const page = await admin.get(first.location ?? '');
    const second = secretOn(page.text);
    expect(second).not.toBe(old);
    expect(readable(page.text)).toContain('The old secret signs too until');
    expect(await kept()).toMatchObject([{ secret: second, previousSecret: old }]);
    await admin.post(`${PAGE}/secret`);
    expect(JSON.stringify(await kept())).not.toContain(old);
    expect(await facts()).toEqual({});
  });

  it('switches off and on', async () => {
    await setUp();
    await admin.get(PAGE);
    const off = await admin.post(`${PAGE}/active`, { active: '0' });
    expect(readable((await admin.get(off.location ?? '')).text)).toContain(
      'A webhook that is switched off sends no test.',
    );
    expect((await admin.post(`${PAGE}/test`)).location).toBe(PAGE);
    expect(await app.source.manager.count(OutboxRow)).toBe(0);
    expect((await lastEvent())?.type).toBe('webhook.disabled');
    await admin.post(`${PAGE}/active`, { active: '1' });
    expect(await kept()).toMatchObject([{ active: true }]);
  });

  it('sends a test, which stands in the outbox as it is sent, and there is sent again', async () => {
    await setUp();
    await admin.get(PAGE);
    const answer = await admin.post(`${PAGE}/test`);
    const page = await admin.get(answer.location ?? '');
    expect(readable(page.text)).toContain('The test is on its way. See what became of it');
    const [row] = await app.source.manager.find(OutboxRow);
    const message = await admin.get(deskPaths.outboxMessage(row?.id ?? ''));
    expect(readable(message.text)).toContain('A test');
    expect(readable(message.text)).toContain('"type": "webhook.test"');
    expect(message.text).not.toContain('of-the-receiver');

    const failed = { state: 'failed', problem: 'redirect 302', failure: 'gave-up', attempts: 80 } as const;
    await app.source.manager.update(OutboxRow, { id: row?.id ?? '' }, failed);
    expect(readable((await admin.get(PAGE)).text)).toContain('Not delivered 1');
    const list = readable((await admin.get(`${deskPaths.outbox()}?show=failed`)).text);
    expect(list).toContain('A test 127.0.0.1 Webhook');
    const told = await admin.get(deskPaths.outboxMessage(row?.id ?? ''));
    expect(readable(told.text)).toContain(
      'The other system pointed to another address (302). Redirects are not followed.',
    );
    const again = await admin.post(`${deskPaths.outboxMessage(row?.id ?? '')}/retry`);
    expect(again.location).toContain('done=again');
    expect(await app.source.manager.find(OutboxRow)).toMatchObject([{ state: 'pending', attempts: 0 }]);
  });

  it('takes no form of another site, and tells nothing of another institution', async () => {
    await setUp();
    const forged = await admin.post(`${PAGE}/secret`, { _csrf: 'forged' });
    expect(forged.status).toBe(403);
    const other = app.client();
    await other.signIn('admin@elsewhere');
    const page = await other.get(PAGE);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('of-the-receiver');
    await other.post(`${PAGE}/active`, { active: '0' });
    await other.post(`${PAGE}/secret`);
    expect(await kept()).toMatchObject([{ active: true, previousSecret: null }]);
  });

  it.each([
    ['sq', 'Krijo webhook-un'],
    ['sr', 'Napravi webhook'],
    ['en', 'Set up the webhook'],
  ])('speaks %s', async (language, words) => {
    await app.source.query(`UPDATE officials SET language = '${language}'`);
    const client = app.client();
    await client.signIn('admin@test');
    const { text } = await client.get(PAGE);
    expect(text).toContain(words);
    expect(text).not.toMatch(/webhooks:\w/);
    await app.source.query(`UPDATE officials SET language = 'en'`);
  });
});
