import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Injectable, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { ConfigModule, readConfig } from '../../src/platform/config';
import { JOB_NAMES, JobHandlers, type JobName, JobQueue, JobWorkerModule } from '../../src/platform/queue';
import { Together } from '../../src/platform/together';
import { until } from '../support/job-house';
import { startTestRedis, type TestRedis } from '../support/redis';

const mail = (messageId: string) => ({ name: 'mail', data: { messageId } }) as const;

describe('the queue', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-queue-'));
  let redis: TestRedis;
  const open: INestApplicationContext[] = [];
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterEach(async () => {
    for (const app of open.splice(0)) await app.close();
    const client = new Redis(redis.path);
    await client.flushall();
    await client.quit();
  });
  afterAll(async () => {
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A process that does these jobs in this way. */
  async function worker(
    names: readonly JobName[],
    work: (name: JobName, data: object) => Promise<void> = () => Promise.resolve(),
  ): Promise<INestApplicationContext> {
    @Injectable()
    class Processor {
      constructor(handlers: JobHandlers) {
        for (const name of names) handlers.register(name, (data) => work(name, data));
      }
    }
    @Module({ providers: [Processor] })
    class Feature {}
    const config = readConfig({ NODE_ENV: 'test', QASJA_DATA_DIR: folder, REDIS_URL: redis.url });
    @Module({ imports: [ConfigModule.forRoot(config), JobWorkerModule, Feature as Type] })
    class Process {}
    const app = await NestFactory.createApplicationContext(Process, { logger: false, abortOnError: false });
    open.push(app);
    return app;
  }

  it('does not start when nobody handles a job, and names it', async () => {
    await expect(worker(['sweep', 'relay', 'mail'])).rejects.toThrow('Nobody handles the job "alarm"');
  });

  it('does not start when two handle the same job, and names it', async () => {
    await expect(worker([...JOB_NAMES, 'mail'])).rejects.toThrow('The job "mail" has two handlers');
  });

  it('does the repeating jobs at once after a start, and again after Redis was emptied', async () => {
    const done: string[] = [];
    const app = await worker(JOB_NAMES, (name) => Promise.resolve(void done.push(name)));
    await until('both have run', () => done.includes('sweep') && done.includes('relay'));
    const client = new Redis(redis.path);
    await client.flushall();
    await client.quit();
    done.length = 0;
    await until('both run again', () => done.includes('sweep') && done.includes('relay'), 15_000);
    expect(await app.get(JobQueue).repetitions()).toBe(2);
  });

  it('does a job that waits already once, and again when it is asked for later', async () => {
    const done: string[] = [];
    const app = await worker(JOB_NAMES, async (name, data) => {
      if (name !== 'mail') return;
      done.push((data as { messageId: string }).messageId);
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    const queue = app.get(JobQueue);
    await Promise.all([queue.add([mail('a'), mail('a')]), queue.add([mail('a')])]);
    await until('it was done', () => done.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(done).toEqual(['a']);
    await queue.add([mail('a')]);
    await until('it was done again', () => done.length === 2);
  });

  it('may have a job again that failed: the database decides, not the queue', async () => {
    let tries = 0;
    const app = await worker(JOB_NAMES, (name) => {
      if (name !== 'mail') return Promise.resolve();
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('not now')) : Promise.resolve();
    });
    await app.get(JobQueue).add([mail('a')]);
    await until('it failed', () => tries === 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await app.get(JobQueue).add([mail('a')]);
    await until('it was tried again', () => tries === 2);
  });

  it('finishes the job in hand before the process ends', async () => {
    let finished = false;
    let begun = false;
    const app = await worker(JOB_NAMES, async (name) => {
      if (name !== 'mail') return;
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 600));
      finished = true;
    });
    await app.get(JobQueue).add([mail('a')]);
    await until('it began', () => begun);
    await app.close();
    expect(finished).toBe(true);
  });

  it('takes what somebody waits for before alarms, and alarms before what they send', async () => {
    const done: string[] = [];
    const app = await worker(JOB_NAMES, (name, data) => Promise.resolve(void done.push(...Object.values(data), name)));
    const queue = app.get(JobQueue);
    const held = new Queue('qasja', { connection: { path: redis.path } });
    await until('the first round is over', () => done.includes('relay') && done.includes('sweep'));
    await held.pause();
    done.length = 0;
    await queue.add([mail('reminder')], 'patient');
    await queue.add([{ name: 'alarm', data: { alarmId: 'alarm' } }], 'alarms');
    await queue.add([mail('receipt')]);
    await held.resume();
    await held.close();
    await until('all are done', () => done.length >= 6);
    const told = done.filter((one) => ['reminder', 'alarm', 'receipt'].includes(one));
    expect(told.length - told.lastIndexOf('reminder')).toBe(1);
    expect(told[0]).toBe('receipt');
  });

  it('fails at once, and does not hang, when Redis is away', async () => {
    const config = readConfig({ NODE_ENV: 'test', QASJA_DATA_DIR: folder, REDIS_URL: path.join(folder, 'none.sock') });
    const queue = new JobQueue(config);
    const began = performance.now();
    await expect(queue.add([mail('a')])).rejects.toThrow('Redis cannot be reached');
    expect(performance.now() - began).toBeLessThan(1_000);
    await queue.onApplicationShutdown();
  });
});

describe('what is asked for at the same time', () => {
  it('is done in one go, and one bad item fails alone', async () => {
    const rounds: (readonly number[])[] = [];
    const together = new Together<number, string>((items) => {
      rounds.push(items);
      return items.includes(3) ? Promise.reject(new Error('bad')) : Promise.resolve(items.map(String));
    }, 4);
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => together.do(item)));
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
      '1',
      '2',
      'failed',
      '4',
      '5',
    ]);
    expect(rounds).toEqual([[1, 2, 3, 4], [1], [2], [3], [4], [5]]);
  });
});
