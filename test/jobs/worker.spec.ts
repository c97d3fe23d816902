import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { Not } from 'typeorm';
import type { Alarmed } from '../../src/core/casefile';
import { localDate } from '../../src/core/law';
import { readConfig } from '../../src/platform/config';
import { startRedis } from '../../src/platform/queue/redis-child';
import { AlarmRow, EventRow, OutboxRow } from '../../src/records';
import { openDatabase } from '../../src/records/data-source';
import { WorkerModule } from '../../src/worker.module';
import { fillCases } from '../bench/fill';
import { startApp } from '../support/app';
import { startJobHouse, until } from '../support/job-house';
import type { OtherProcess } from '../support/other-process';
import { startTestSmtp } from '../support/smtp';
import { workerProcess } from '../support/worker-process';

const CASES = 2_000;

describe('a worker that is killed', () => {
  it('in the middle of a sweep, with Redis emptied, loses nothing and doubles nothing', async () => {
    const house = await startJobHouse({ at: '2026-03-09T00:05:00+01:00' });
    const { manager } = house.source;
    const owed = { rung: 'reminder-0' };
    const processes: OtherProcess[] = [];
    const start = (at: string): OtherProcess => {
      const one = workerProcess(house, at);
      processes.push(one);
      return one;
    };
    try {
      // Received on Monday and due on the Monday after: on the last day each is owed a reminder, which cannot wait.
      // The directorate's day has passed by then, too: those reminders come beside it.
      await fillCases(house.source, house.seed, [
        { count: CASES, kind: 'access-request', receivedOn: () => localDate('2026-03-02') },
      ]);
      const first = start('2026-03-09T00:05:00+01:00');
      await until('some are planned', async () => (await manager.countBy(AlarmRow, owed)) > 0, 60_000);
      await first.end('SIGKILL');
      const planned = await manager.countBy(AlarmRow, owed);
      expect(planned).toBeGreaterThan(0);
      expect(planned).toBeLessThan(CASES);
      const redis = new Redis(house.redis.path);
      await redis.flushall();
      await redis.quit();

      // Two at once, minutes later, one of which is killed while it tells and sends.
      start('2026-03-09T00:15:00+01:00');
      const third = start('2026-03-09T00:15:00+01:00');
      await until('some are sent', async () => (await manager.countBy(OutboxRow, { state: 'sent' })) > 50, 90_000);
      await third.end('SIGKILL');
      const isTold = async (): Promise<boolean> =>
        (await manager.countBy(AlarmRow, { ...owed, state: 'told' })) === CASES &&
        (await manager.countBy(AlarmRow, { state: 'planned' })) === 0;
      await until('all are told', isTold, 90_000);

      const reminders = await manager.findBy(AlarmRow, owed);
      expect(new Set(reminders.map((one) => one.caseId)).size).toBe(CASES);
      expect(reminders).toHaveLength(CASES);
      const told = await manager.findBy(AlarmRow, { state: 'told' });
      const said = (await manager.findBy(EventRow, { type: 'alarmed' })).map(
        ({ data }) => (JSON.parse(data) as Alarmed).alarmId,
      );
      expect(said.sort()).toEqual(told.map(({ id }) => id).sort());
      const messages = await manager.find(OutboxRow);
      expect(new Set(messages.map((one) => one.caseId)).size).toBe(CASES);
      expect(messages).toHaveLength(told.length);
    } finally {
      for (const one of processes) await one.end('SIGKILL');
      await house.close();
    }
  }, 240_000);

  it('leaves no message unsent: what it held is taken over, and its id tells that it is the same', async () => {
    const house = await startJobHouse({ at: '2026-03-09T00:05:00+01:00' });
    const { manager } = house.source;
    const processes: OtherProcess[] = [];
    try {
      await fillCases(house.source, house.seed, [
        { count: 40, kind: 'access-request', receivedOn: () => localDate('2026-03-02') },
      ]);
      house.smtp.setMood('hang');
      processes.push(workerProcess(house, '2026-03-09T00:05:00+01:00'));
      await until('some are in hand', async () => (await manager.countBy(OutboxRow, { state: 'sending' })) > 0, 60_000);
      await until('the mail server was offered some', () => house.smtp.offered() > 0);
      await processes[0]?.end('SIGKILL');
      house.smtp.setMood('accept');
      processes.push(workerProcess(house, '2026-03-09T00:15:00+01:00'));
      const isSent = async (): Promise<boolean> =>
        (await manager.countBy(AlarmRow, { rung: 'reminder-0', state: 'told' })) === 40 &&
        (await manager.countBy(AlarmRow, { state: 'planned' })) === 0 &&
        (await manager.countBy(OutboxRow, { state: Not('sent') })) === 0;
      await until('all are sent', isSent, 60_000);
      const told = await manager.countBy(AlarmRow, { state: 'told' });
      expect(new Set(house.smtp.mails.map((mail) => mail.messageId)).size).toBe(told);
      expect(house.smtp.mails).toHaveLength(told);
    } finally {
      for (const one of processes) await one.end('SIGKILL');
      await house.close();
    }
  }, 120_000);
});

describe('without Redis', () => {
  it('a form is taken, and its receipt goes out when Redis and the worker are back', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-gone-'));
    const gone = await startRedis({ dataDir: folder, log: () => undefined });
    await gone.stop();
    const smtp = await startTestSmtp();
    const app = await startApp({ env: { REDIS_URL: gone.path, SMTP_URL: smtp.url } });
    try {
      const client = app.client();
      const answer = await client.fill('/sq/requests/new', {
        submissionKey: '7b0d8c9e-46a1-4a53-9a6b-6f1a9a0f8b11',
        subject: 'Shpenzimet për karburante',
        text: 'Ju lutem më dërgoni faturat e vitit 2025.',
        name: 'Qëndrim Çela',
        email: 'qytetar@example.org',
        applicantType: 'individual',
        answerLanguage: 'sq',
      });
      expect(answer.status).toBe(303);
      expect(smtp.mails).toEqual([]);

      const redis = await startRedis({ dataDir: folder, log: () => undefined });
      expect(redis.path).toBe(gone.path);
      const config = readConfig({
        NODE_ENV: 'test',
        LOG_LEVEL: 'silent',
        QASJA_DATA_DIR: app.dataDir,
        REDIS_URL: redis.path,
        SMTP_URL: smtp.url,
        PUBLIC_URL: app.url,
      });
      const source = await openDatabase(config.databaseUrl);
      const worker = await NestFactory.createApplicationContext(
        WorkerModule.forRoot({ config, clock: app.clock, source }),
        { logger: false },
      );
      const [mail] = await smtp.arrived(1, 20_000);
      expect(mail?.subject).toMatch(/^KK-2026-00001: kemi pranuar/);
      await worker.close();
      await redis.stop();
    } finally {
      await app.close();
      await smtp.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it('the worker waits, and goes on when Redis is back', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-gone-'));
    let redis = await startRedis({ dataDir: folder, log: () => undefined });
    const house = await startJobHouse({ env: { REDIS_URL: redis.path } });
    try {
      await house.worker();
      await house.file();
      await redis.stop();
      house.clock.set('2026-03-03T08:00:00+01:00');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(house.smtp.mails).toEqual([]);
      redis = await startRedis({ dataDir: folder, log: () => undefined });
      await house.smtp.arrived(1, 30_000);
      expect(house.smtp.to('zyrtar@test')).toHaveLength(1);
    } finally {
      await house.close();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it('ends promptly when it is asked to while Redis is away', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-gone-'));
    const redis = await startRedis({ dataDir: folder, log: () => undefined });
    const house = await startJobHouse({ env: { REDIS_URL: redis.path } });
    try {
      const worker = await house.worker();
      await redis.stop();
      const began = performance.now();
      await worker.close();
      expect(performance.now() - began).toBeLessThan(8_000);
    } finally {
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
