import { Redis } from 'ioredis';
import { Client } from 'pg';
import { AlarmRow, EventRow, NoticeRow, Outbox, OutboxRow } from '../../src/records';
import { MailSender } from '../../src/platform/mail';
import { startApp } from '../support/app';
import { startJobHouse, until } from '../support/job-house';
import { workerProcess } from '../support/worker-process';

const FORM = {
  submissionKey: '0f6a2b1c-7d52-4e0a-9f25-3a0a4a1b7c11',
  subject: 'Shpenzimet për karburante',
  text: 'Ju lutem më dërgoni faturat e vitit 2025.',
  name: 'Qëndrim Çela',
  email: 'qytetar@example.org',
  applicantType: 'individual',
  answerLanguage: 'sq',
};

describe('a Redis that is full', () => {
  it('alarms and mail wait in the database, and go out once when there is room again', async () => {
    const house = await startJobHouse({ at: '2026-03-02T09:00:00+01:00' });
    const redis = new Redis(house.redis.path);
    try {
      const worker = workerProcess(house, '2026-03-03T08:00:00+01:00');
      await worker.line();
      await redis.config('SET', 'maxmemory', '1');
      for (let i = 0; i < 30; i += 1) await house.file();
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      expect(worker.child.exitCode).toBeNull();
      const { manager } = house.source;
      const told = () => manager.countBy(AlarmRow, { state: 'told' });
      expect(await told()).toBe(0);

      await redis.config('SET', 'maxmemory', '0');
      await until('all are told', async () => (await told()) >= 30, 60_000);
      await until('none waits', async () => (await manager.countBy(AlarmRow, { state: 'planned' })) === 0, 60_000);
      const events = await manager.findBy(EventRow, { type: 'alarmed' });
      expect(events).toHaveLength(await told());
      expect(new Set(events.map((one) => one.data)).size).toBe(events.length);
      await worker.end('SIGTERM');
    } finally {
      await redis.quit();
      await house.close();
    }
  }, 120_000);

  it('a form is taken all the same', async () => {
    const house = await startJobHouse();
    const redis = new Redis(house.redis.path);
    const app = await startApp({ env: { REDIS_URL: house.redis.url } });
    try {
      await redis.config('SET', 'maxmemory', '1');
      const answer = await app.client().fill('/sq/requests/new', FORM);
      expect(answer.status).toBe(303);
    } finally {
      await app.close();
      await redis.quit();
      await house.close();
    }
  }, 60_000);
});

describe('a PostgreSQL that fails over', () => {
  it('every connection is cut, again and again, and for seconds none is let in: nothing is lost, nothing said twice', async () => {
    const house = await startJobHouse({ at: '2026-03-02T09:00:00+01:00', database: 'postgres' });
    const url = new URL(house.config.databaseUrl);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const server = new Client({ connectionString: url.href });
    await server.connect();
    let cuts = 0;
    const cut = async (): Promise<void> => {
      const sql = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1';
      cuts += (await server.query(sql, [name])).rowCount ?? 0;
    };
    try {
      for (let i = 0; i < 60; i += 1) await house.file();
      const workers = [1, 2].map(() => workerProcess(house, '2026-03-03T08:00:00+01:00'));
      await Promise.all(workers.map((one) => one.line()));
      while (cuts < 12) {
        await cut();
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await cut();
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);

      const { manager } = house.source;
      const count = (state: AlarmRow['state']) => manager.countBy(AlarmRow, { state });
      await until('all are told', async () => (await count('told')) >= 60 && (await count('planned')) === 0, 240_000);
      // A service manager would start again what ended; neither did.
      const ended = workers.filter(({ child }) => child.exitCode !== null || child.signalCode !== null);
      expect(ended.map((one) => one.complaint())).toEqual([]);
      const events = await manager.findBy(EventRow, { type: 'alarmed' });
      expect(events).toHaveLength(await count('told'));
      expect(await manager.count(NoticeRow)).toBe(events.length);
      const done = async () => (await manager.findBy(OutboxRow, {})).every((one) => one.state === 'sent');
      await until('all mail is sent', done, 240_000);
      const ids = house.smtp.mails.map((one) => one.messageId);
      expect(ids.length).toBeGreaterThanOrEqual(await manager.count(OutboxRow));
      expect(new Set(ids).size).toBe(await manager.count(OutboxRow));
      for (const one of workers) await one.end('SIGTERM');
    } finally {
      await server.end();
      await house.close();
    }
  }, 300_000);

  it('it falls over between a mail server that took a letter and the note of it: the letter goes out once', async () => {
    const house = await startJobHouse({ database: 'postgres', env: { QASJA_SWEEP_SECONDS: '3600' } });
    const url = new URL(house.config.databaseUrl);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const server = new Client({ connectionString: url.href });
    await server.connect();
    const letIn = (allowed: boolean) => server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allowed}`);
    try {
      house.smtp.whenTaken(async () => {
        await letIn(false);
        await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
        setTimeout(() => void letIn(true), 1_500);
      });
      const row = await house.file();
      const facts = { urgent: false, accessCode: 'ABCDE23456' };
      const message = { kind: 'receipt', recipient: 'qytetar@example.org', language: 'sq', facts } as const;
      const institutionId = house.seed.institution.id;
      const [id = ''] = await house.transactions.run((tx) =>
        new Outbox().add(tx, house.clock.now(), [{ institutionId, caseId: row.id, ...message }]),
      );
      await house.worker();
      await house.smtp.arrived(1, 30_000);
      const states = () =>
        house.outbox().then(
          (all) => all.map(({ state }) => state),
          () => [],
        );
      await until('it is noted', async () => (await states()).join() === 'sent', 30_000);
      // Longer than a sender that died may hold it.
      house.clock.advance({ hours: 1 });
      expect(await (await house.worker()).get(MailSender).send(id)).toBe('not-ours');
      expect(house.smtp.mails).toHaveLength(1);
    } finally {
      await server.end();
      await house.close();
    }
  }, 120_000);
});
