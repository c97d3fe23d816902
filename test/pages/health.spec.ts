import { Heartbeats, Transactions } from '../../src/records';
import { startApp, type TestApp } from '../support/app';
import { startTestRedis } from '../support/redis';

describe('the health of the processes', () => {
  let app: TestApp;
  const ready = () => app.client().get('/readyz');
  const beat = () => app.get(Transactions).run((tx) => app.get(Heartbeats).beat(tx, 'sweep', app.clock.now()));

  describe('without Redis', () => {
    beforeAll(async () => (app = await startApp()));
    afterAll(() => app.close());

    it('the process says that it lives', async () => {
      const answer = await app.client().get('/healthz');
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual({ status: 'ok' });
    });

    it('pages work while mail and alarms are delayed', async () => {
      await beat();
      const answer = await ready();
      expect(answer.status).toBe(200);
      expect(answer.json()).toMatchObject({
        status: 'degraded',
        database: 'ok',
        migrations: 'applied',
        queue: 'delayed',
        sweep: { state: 'ok' },
      });
    });
  });

  describe('with Redis', () => {
    let redis: Awaited<ReturnType<typeof startTestRedis>>;
    beforeAll(async () => {
      redis = await startTestRedis();
      app = await startApp({ env: { REDIS_URL: redis.url } });
    });
    afterAll(async () => {
      await app.close();
      await redis.stop();
    });

    it('is degraded before the first sweep and when the last one is old, and ready in between', async () => {
      expect((await ready()).json()).toMatchObject({
        status: 'degraded',
        queue: 'ok',
        sweep: { state: 'never', at: null },
      });
      await beat();
      expect((await ready()).json()).toMatchObject({ status: 'ready', sweep: { state: 'ok' } });
      expect((await ready()).json()).toMatchObject({ lag: { sweep: 0, relay: null, message: 0 } });
      app.clock.advance(16 * 60_000);
      expect((await ready()).json()).toMatchObject({
        status: 'degraded',
        sweep: { state: 'late' },
        lag: { sweep: 960 },
      });
    });

    it('is down when the schema is older than the program', async () => {
      await app.source.query(
        "UPDATE migrations SET name = 'somebody-else' WHERE id = (SELECT max(id) FROM migrations)",
      );
      const answer = await ready();
      expect(answer.status).toBe(503);
      expect(answer.json()).toMatchObject({ status: 'down', migrations: 'pending' });
    });

    it('is down without its database, and still alive', async () => {
      await app.source.destroy();
      const answer = await ready();
      expect(answer.status).toBe(503);
      expect(answer.json()).toMatchObject({ status: 'down', database: 'down', migrations: 'unknown', queue: 'ok' });
      expect((await app.client().get('/healthz')).status).toBe(200);
    });
  });
});

it('a database that answers nobody is told, is asked once however often, and is well again afterwards', async () => {
  const app = await startApp({ database: 'postgres' });
  const runner = app.source.createQueryRunner();
  try {
    await runner.query('BEGIN');
    await runner.query('LOCK TABLE heartbeats IN ACCESS EXCLUSIVE MODE');
    for (let i = 0; i < 2; i += 1) {
      const answer = await app.client().get('/readyz');
      expect([answer.status, answer.json()]).toMatchObject([503, { status: 'down', database: 'down' }]);
    }
    const waiting = `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(await runner.query(waiting)).toEqual([{ count: 1 }]);
    expect((await app.client().get('/sq')).status).toBe(200);
    await runner.query('ROLLBACK');
    expect((await app.client().get('/readyz')).status).toBe(200);
  } finally {
    await runner.release();
    await app.close();
  }
}, 30_000);
