import { Heartbeats, Outbox, OutboxRow, Transactions } from '../../src/records';
import { fileCase } from '../make/filed-case';
import { startApp, type TestApp } from '../support/app';
import { startTestRedis } from '../support/redis';

const TOKEN = 'a-token-of-sixteen-characters';

/** The value of one figure in the text format; undefined when it is missing. */
function figure(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

describe('the figures for Prometheus', () => {
  let app: TestApp;
  let redis: Awaited<ReturnType<typeof startTestRedis>>;
  const read = (headers: Record<string, string> = {}) => app.client(headers).get('/metrics');

  beforeAll(async () => {
    redis = await startTestRedis();
    app = await startApp({ env: { REDIS_URL: redis.url, METRICS_TOKEN: TOKEN } });
  });
  afterAll(async () => {
    await app.close();
    await redis.stop();
  });

  it('are open to whoever has the token, and to nobody else', async () => {
    const without = await read();
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="metrics"']);
    expect((await read({ authorization: `Bearer ${TOKEN}x` })).status).toBe(401);
    expect(without.text).not.toContain('qasja_');
    expect((await read({ authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });

  it('tell how the machinery and its work are, and no name, number or address of a person', async () => {
    const { institution } = app.seed;
    const row = await fileCase(app, { subject: 'Fjala e fshehtë' });
    const transactions = app.get(Transactions);
    for (const part of ['sweep', 'relay'] as const)
      await transactions.run((tx) => app.get(Heartbeats).beat(tx, part, app.clock.now()));
    const message = {
      kind: 'unassigned',
      recipient: 'zyrtar@test',
      language: 'sq' as const,
      facts: {},
      caseId: row.id,
    };
    const sent = await transactions.run((tx) =>
      app.get(Outbox).add(
        tx,
        app.clock.now(),
        [1, 2, 3].map(() => ({ ...message, institutionId: institution.id })),
      ),
    );
    await app.source.manager.update(OutboxRow, { id: sent[0] ?? '' }, { state: 'failed' });
    const pending = await app.source.manager.countBy(OutboxRow, { state: 'pending' });
    app.clock.advance({ days: 20 });
    await app.client().get(`/desk/cases/${row.id}`);
    // Whoever asks again within ten seconds gets the same figures: this process counts for the first time after that.
    const fresh = await startApp({
      env: { REDIS_URL: redis.url, METRICS_TOKEN: TOKEN, DATABASE_URL: `sqlite:${app.dataDir}/qasja.sqlite` },
      at: app.clock.now().toISOString(),
      seeded: false,
    });
    const answer = await fresh.client({ authorization: `Bearer ${TOKEN}` }).get('/metrics');
    await fresh.close();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const { text } = answer;
    expect(figure(text, 'qasja_up{part="database"}')).toBe(1);
    expect(figure(text, 'qasja_up{part="redis"}')).toBe(1);
    expect(figure(text, 'qasja_heartbeat_age_seconds{part="sweep"}')).toBe(20 * 86_400);
    expect(figure(text, 'qasja_heartbeat_age_seconds{part="relay"}')).toBe(20 * 86_400);
    expect(figure(text, 'qasja_outbox_messages{state="failed"}')).toBe(1);
    expect(pending).toBeGreaterThanOrEqual(2);
    expect(figure(text, 'qasja_outbox_messages{state="pending"}')).toBe(pending);
    expect(figure(text, 'qasja_outbox_oldest_pending_seconds')).toBe(20 * 86_400);
    expect(figure(text, 'qasja_alarms{state="set-aside"}')).toBe(0);
    expect(figure(text, 'qasja_jobs{state="waiting"}')).toBe(0);
    expect(figure(text, `qasja_cases{institution="${institution.code}",state="open"}`)).toBe(1);
    expect(figure(text, `qasja_cases{institution="${institution.code}",state="overdue"}`)).toBe(1);
    expect(figure(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(text).not.toMatch(/Fjala e fshehtë|Arta|@test|@example/);
    expect(text).not.toContain(row.reference);
  });

  it('time answers by the pattern of their address, never by the address', async () => {
    await app.client().get('/desk/cases/6f1f0c53-2f3e-4a65-8e27-3b1f4f2a2d11');
    await app.client().get('/no-such-page?code=ABCDEFGH');
    const { text } = await read({ authorization: `Bearer ${TOKEN}` });
    expect(text).toMatch(
      /qasja_http_request_duration_seconds_count\{method="GET",route="\/desk\/cases\/:id",status="3xx"\} \d/,
    );
    expect(text).not.toContain('6f1f0c53');
    expect(text).not.toContain('ABCDEFGH');
  });
});

it('without a token the figures are for programs on the same machine only, and not for a proxy on it', async () => {
  const app = await startApp();
  try {
    const local = await app.client().get('/metrics');
    expect(local.status).toBe(200);
    expect(figure(local.text, 'qasja_up{part="redis"}')).toBe(0);
    expect(figure(local.text, 'qasja_up{part="database"}')).toBe(1);
    expect((await app.client({ 'x-forwarded-for': '203.0.113.9' }).get('/metrics')).status).toBe(403);
    const [first, second] = await Promise.all([app.client().get('/metrics'), app.client().get('/metrics')]);
    expect([first.status, second.status]).toEqual([200, 200]);
  } finally {
    await app.close();
  }
});

it('a process without its database tells its own figures, and that the database is away', async () => {
  const app = await startApp();
  try {
    await app.source.destroy();
    const { status, text } = await app.client().get('/metrics');
    expect(status).toBe(200);
    expect(figure(text, 'qasja_up{part="database"}')).toBe(0);
    expect(figure(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(text).not.toContain('qasja_cases{');
  } finally {
    await app.close();
  }
});
