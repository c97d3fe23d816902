import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CaseEvent } from '../../src/core/casefile';
import { localDateOf } from '../../src/core/law';
import { type Config, readConfig } from '../../src/platform/config';
import { JobQueue } from '../../src/platform/queue';
import {
  AlarmRow,
  Bases,
  CaseBook,
  type CaseRow,
  EventLog,
  Heartbeats,
  type LetterRow,
  type NewCase,
  Official,
  OutboxRow,
  Papers,
  Registration,
  Transactions,
} from '../../src/records';
import { type DataSource, openDatabase } from '../../src/records/data-source';
import { WorkerModule } from '../../src/worker.module';
import { type FixedClock, fixedClock } from './clock';
import type { Dialect } from './databases';
import { freshPostgresDatabase } from './postgres';
import { startTestRedis, type TestRedis } from './redis';
import { type Seed, seedMunicipality } from './seed';
import { startTestSmtp, type TestSmtp } from './smtp';
import { sweeperOf } from './sweeper';

/** A municipality with its database, Redis and mail server, in which workers can be started and ended. */
export interface JobHouse {
  config: Config;
  clock: FixedClock;
  source: DataSource;
  transactions: Transactions;
  seed: Seed;
  redis: TestRedis;
  smtp: TestSmtp;
  /** The real worker of the application. Ended with the house, unless it was closed before. */
  worker(): Promise<INestApplicationContext>;
  /** Registers a request for access that arrives now. */
  file(facts?: Partial<NewCase> & { email?: string | null }): Promise<CaseRow>;
  /** Something happens to a case, as if an official had done it. */
  happen(row: CaseRow, ...events: CaseEvent[]): Promise<void>;
  /** What happened to a case, and the letters that went out. */
  history(row: CaseRow): Promise<{ events: CaseEvent[]; letters: LetterRow[] }>;
  /** Plans what is due without telling it: the alarms that the sweep would queue. */
  planned(): Promise<string[]>;
  /** An official leaves the municipality. */
  leave(who: keyof Seed['officials']): Promise<void>;
  alarms(): Promise<AlarmRow[]>;
  outbox(): Promise<OutboxRow[]>;
  close(): Promise<void>;
}

interface Options {
  at?: string;
  database?: Dialect;
  env?: Record<string, string>;
}

export async function startJobHouse(options: Options = {}): Promise<JobHouse> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'qasja-jobs-'));
  const postgres = options.database === 'postgres' ? await freshPostgresDatabase() : null;
  const [redis, smtp] = await Promise.all([startTestRedis(), startTestSmtp()]);
  const config = readConfig({
    NODE_ENV: 'test',
    QASJA_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    QASJA_SWEEP_SECONDS: '1',
    PUBLIC_URL: 'https://qasja.example',
    MAIL_FROM: 'Qasja <qasja@komuna.example>',
    REDIS_URL: redis.url,
    SMTP_URL: smtp.url,
    ...(postgres ? { DATABASE_URL: postgres.url } : {}),
    ...options.env,
  });
  const clock = fixedClock(options.at ?? '2026-03-02T09:00:00+01:00');
  const source = await openDatabase(config.databaseUrl);
  const seed = await seedMunicipality(source, clock.now());
  const transactions = new Transactions(source);
  const log = new EventLog();
  const bases = new Bases();
  const book = new CaseBook(log, bases);
  const registration = new Registration(log, bases);
  const workers: { app: INestApplicationContext; own: DataSource }[] = [];

  return {
    config,
    clock,
    source,
    transactions,
    seed,
    redis,
    smtp,
    async worker() {
      // A connection of its own, as a process of its own has.
      const own = await openDatabase(config.databaseUrl);
      const parts = { config, clock, source: own };
      const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(parts), { logger: false });
      const close = app.close.bind(app);
      let closed: Promise<void> | null = null;
      app.close = () => (closed ??= close());
      workers.push({ app, own });
      return app;
    },
    async file({ email = 'qytetar@example.org', ...facts } = {}) {
      const id = randomUUID();
      const now = clock.now();
      const { row } = await transactions.run(async (tx) => {
        const submission = {
          id,
          submissionKey: id,
          channel: 'web' as const,
          kind: 'access-request' as const,
          receivedAt: now,
          payload: {},
          sha256: '',
        };
        await registration.keep(tx, seed.institution.id, submission);
        const input: NewCase = {
          submission,
          channel: 'web',
          kind: 'access-request',
          urgent: false,
          subject: 'Shpenzimet për karburante',
          text: 'Ju lutem më dërgoni faturat.',
          language: 'sq',
          answerLanguage: 'sq',
          documentType: 'other',
          applicantType: 'individual',
          wantedForm: 'electronic',
          applicant: { name: 'Qëndrim Çela', email, postalAddress: null, phone: null },
          receivedOn: localDateOf(now),
          receivedAt: now,
          ...facts,
        };
        return registration.register(tx, seed.institution, input, { kind: 'citizen' }, now);
      });
      return row;
    },
    async happen(row, ...events) {
      await transactions.run(async (tx) => {
        const act = { institutionId: row.institutionId, caseId: row.id, now: clock.now() };
        await book.act(tx, { ...act, actor: { kind: 'official', id: seed.officials.zyrtar.id } }, () => events);
      });
    },
    async history(row) {
      const { reader } = transactions;
      const events = await log.ofCase(reader, row.id);
      return { events: events.map((one) => one.event), letters: await new Papers().lettersOfCase(reader, row.id) };
    },
    async planned() {
      const add = (): Promise<void> => Promise.reject(new Error('Redis is away'));
      const sweep = sweeperOf(transactions, clock, add);
      await sweep.run();
      return (await transactions.reader.findBy(AlarmRow, { state: 'planned' })).map((one) => one.id);
    },
    async leave(who) {
      await transactions.reader.update(Official, { id: seed.officials[who].id }, { active: false });
    },
    alarms: () => transactions.reader.find(AlarmRow, { order: { dueOn: 'ASC', rung: 'ASC' } }),
    outbox: () => transactions.reader.find(OutboxRow, { order: { createdAt: 'ASC' } }),
    async close() {
      for (const { app, own } of workers) {
        await app.close();
        if (own.isInitialized) await own.destroy();
      }
      await source.destroy();
      await Promise.all([redis.stop(), smtp.stop()]);
      await postgres?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until something is true; fails naming what it waited for. */
export async function until(what: string, isTrue: () => Promise<boolean> | boolean, withinMs = 10_000): Promise<void> {
  for (let waited = 0; !(await isTrue()); waited += 25) {
    if (waited > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A worker looks at its start and on the first tick, in either order: afterwards every look is the test's own. */
export async function lookedAtItsStart(house: JobHouse, worker: INestApplicationContext): Promise<void> {
  const look = (): Promise<Date | null> => worker.get(Heartbeats).last(house.transactions.reader, 'sweep');
  await until('the worker has looked', async () => (await look()) !== null);
  await until('the worker has nothing to do', async () => {
    const { waiting, active } = await worker.get(JobQueue).counts();
    return waiting + active === 0;
  });
}
