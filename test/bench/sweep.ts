import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import {
  addDays,
  isWorkingDay,
  type LocalDate,
  localDateOf,
  nationalCalendar,
  startOfLocalDay,
} from '../../src/core/law';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { readConfig } from '../../src/platform/config';
import { type DataSource, openDatabase } from '../../src/records/data-source';
import { WorkerModule } from '../../src/worker.module';
import { fixedClock } from '../support/clock';
import { startTestRedis } from '../support/redis';
import { seedMunicipality } from '../support/seed';
import { fillCases } from './fill';
import { type Line, middleOf, ms, rate } from './measure';
import { multiply } from './million';
import { type Memory, type Server, startServer } from './server';
import { type Sink, startSink } from './sink';

const PETITIONS = 50_000;
const TIMES = 20;
/** Each owes two rungs on the day before its last: a reminder to one, an escalation to two. */
const DUE = 10_000;
const ALARMS = 3 * DUE;
const MAILS = 2 * DUE;
const PORT = 3915;

/** A million open cases: nothing due; 20,000 rungs due, told by the real processes; and the mails of a day's outage. */
export async function benchSweep(folder: string): Promise<Line[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const today = localDateOf(new Date());
  const receivedOn = receiptDay(today);
  const source = await openDatabase(`sqlite:${path.join(folder, 'qasja.sqlite')}`);
  const sink = await startSink();
  try {
    const nothing = await nothingDue(folder, source, today, receivedOn);
    const eve = new Date(startOfLocalDay(addDays(receivedOn, 6)).getTime() + (8 * 60 + 5) * 60_000);
    const told = await allTold(folder, source, sink, eve);
    const sent = await allSent(folder, source, sink, eve);
    const most = told.most.both > sent.most.both ? told.most : sent.most;
    return [
      {
        what: 'sweep over 1,000,000 open cases, nothing due',
        measured: ms(nothing),
        asked: '< 50 ms',
        met: nothing < 50,
      },
      {
        what: `the same with ${told.rungs} rungs due: ${told.alarms} alarms told, ${told.mails} mails in outbox and queue`,
        measured: `${told.seconds.toFixed(1)} s`,
        asked: '< 15 s',
        met: told.seconds < 15 && told.rungs >= 20_000,
      },
      {
        what: `${sent.mails} mails that waited, handed to a local SMTP server (of the moments meanwhile with letters at hand: ${Math.round(sent.ahead * 100)} %)`,
        measured: rate(sent.perSecond),
        asked: '> 300 /s',
        met: sent.perSecond > 300,
      },
      {
        what: `most memory through it, web ${most.web} MB + worker ${most.worker} MB, the pages that both use counted once`,
        measured: `${most.both} MB`,
        asked: '< 300 MB',
        met: most.both < 300,
      },
    ];
  } finally {
    sink.stop();
    if (source.isInitialized) await source.destroy();
  }
}

/** A day up to three days ago whose term of seven days ends on a working day after a working day. */
function receiptDay(today: LocalDate): LocalDate {
  const isWorking = (day: LocalDate): boolean => isWorkingDay(day, nationalCalendar);
  const days = [0, -1, -2, -3].map((ago) => addDays(today, ago));
  return days.find((day) => isWorking(addDays(day, 7)) && isWorking(addDays(day, 6))) ?? today;
}

async function nothingDue(folder: string, source: DataSource, today: LocalDate, receivedOn: LocalDate) {
  const redis = await startTestRedis();
  const env = { QASJA_DATA_DIR: folder, REDIS_URL: redis.path, LOG_LEVEL: 'error', QASJA_SWEEP_SECONDS: '3600' };
  // Before the hour of a morning's mail, which is none of a sweep's.
  const clock = fixedClock(new Date(startOfLocalDay(today).getTime() + 3_600_000));
  const seed = await seedMunicipality(source, clock.now());
  await fillCases(source, seed, [
    { count: DUE, kind: 'access-request', receivedOn: () => receivedOn, nobodys: true },
    { count: PETITIONS, kind: 'petition', receivedOn: (i) => addDays(today, -1 - (i % 20)) },
  ]);
  const own = await openDatabase(readConfig(env).databaseUrl);
  const parts = { config: readConfig(env), clock, source: own };
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(parts), { logger: false });
  try {
    const sweep = worker.get(SweepService);
    await sweep.run();
    const count = await multiply(source, TIMES, today);
    if (count < PETITIONS * TIMES) throw new Error(`${count} open cases are no million`);
    await sweep.run();
    return await middleOf(9, () => sweep.run());
  } finally {
    await worker.close();
    if (own.isInitialized) await own.destroy();
    await redis.stop();
  }
}

interface Watched {
  /** At the moment at which web process and worker together held most. */
  most: Memory;
}

function start(folder: string, sink: Sink, at: Date): Promise<Server> {
  const clock = { QASJA_CLOCK: at.toISOString(), QASJA_WATCHDOG_SECONDS: '0', QASJA_SWEEP_SECONDS: '3600' };
  return startServer({ QASJA_DATA_DIR: folder, SMTP_URL: sink.url, ...clock }, PORT);
}

/** Looks ten times a second until it is done. */
async function watch(server: Server, isDone: () => Promise<boolean>): Promise<Watched> {
  let most = server.memory();
  for (const until = Date.now() + 300_000; !(await isDone());) {
    if (Date.now() > until) throw new Error('It took more than five minutes');
    const now = server.memory();
    if (now.both > most.both) most = now;
    await pause(100);
  }
  return { most };
}

/** From the first alarm that was planned to the last that was told, with its mail in the outbox and on its way. */
async function allTold(folder: string, source: DataSource, sink: Sink, at: Date) {
  const count = async (sql: string): Promise<number> =>
    Number((await source.query<{ n: number }[]>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n);
  const before = await count('alarms');
  const server = await start(folder, sink, at);
  try {
    let began = 0;
    const { most } = await watch(server, async () => {
      if (began === 0 && (await count('alarms')) > before) began = Date.now() - 100;
      return began > 0 && (await count("alarms WHERE state = 'told'")) >= ALARMS;
    });
    const seconds = (Date.now() - began) / 1000;
    const rungs = await count("(SELECT DISTINCT case_id, rung FROM alarms WHERE state = 'told')");
    const mails = await count("outbox WHERE kind <> 'digest'");
    const after = await watch(server, async () => (await sink.count()).taken >= MAILS);
    return { seconds, rungs, mails, alarms: ALARMS, most: after.most.both > most.both ? after.most : most };
  } finally {
    await server.stop();
  }
}

/** All mails once more, as after a day without a mail server. */
async function allSent(folder: string, source: DataSource, sink: Sink, at: Date) {
  const now = at.toISOString();
  await source.query(`UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_at = '${now}', sent_at = NULL`);
  await sink.count(true);
  const server = await start(folder, sink, new Date(at.getTime() + 600_000));
  try {
    let [looks, busy, before] = [0, 0, 0];
    const { most } = await watch(server, async () => {
      const { taken } = await sink.count();
      if (taken > 0) {
        looks += 1;
        if (taken > before) busy += 1;
      }
      before = taken;
      return taken >= MAILS;
    });
    const { taken, first, last } = await sink.count();
    return { mails: taken, perSecond: taken / ((last - first) / 1000), ahead: busy / looks, most };
  } finally {
    await server.stop();
  }
}
