import 'reflect-metadata';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { localDateOf } from './core/law';
import {
  type MovedClock,
  DEMO_PASSWORD,
  type DemoSummary,
  fillMailbox,
  found,
  liveThrough,
  type Services,
  summary,
} from './demo/index';
import { DemoModule } from './demo.module';
import { AlarmTeller } from './features/alarms/alarm-teller';
import { SweepService } from './features/alarms/sweep.service';
import { readDecision } from './features/decisions/decision-form';
import { DecisionMaker } from './features/decisions/decision-maker';
import { MOVES } from './features/desk/case/moves';
import { TaskWork } from './features/tasks/task-work';
import { CaseWork, type OfferedFile } from './platform/casework';
import { systemClock } from './platform/clock';
import { type Config, ConfigError, readConfig } from './platform/config';
import { FileKeeper } from './platform/files';
import { IntakeService } from './platform/intake';
import { Letters } from './platform/letters';
import { quietLogger } from './platform/logging';
import { MailSender } from './platform/mail';
import {
  Administration,
  AlarmCases,
  Alarms,
  CaseMessages,
  Consultations,
  EventLog,
  Mailboxes,
  Mails,
  type Official,
  Outbox,
  Papers,
  People,
  SubjectAreas,
  TrackingStore,
  Transactions,
  Tasks,
  Transfers,
} from './records';
import { type DataSource, openDatabase } from './records/data-source';

/** More than one night ever brings. */
const ALL = 10_000;

/**
 * Fills an empty, migrated database with an invented municipality and its last twelve months up to `now`, through the same
 * services as forms, desk and worker. Closes the database at the end. Throws when there are officials already.
 */
export async function fillDemo(config: Config, source: DataSource, now: Date): Promise<DemoSummary> {
  const clock = movedClock(now);
  const app = await NestFactory.createApplicationContext(DemoModule.forRoot({ config, clock, source }), {
    bufferLogs: true,
  });
  app.useLogger(quietLogger(app));
  // Written once and thrown away: nothing here has to survive a power cut.
  app.get(FileKeeper).hurry();
  try {
    const transactions = app.get(Transactions);
    const administration = app.get(Administration);
    if ((await administration.countOfficials(transactions.reader)) > 0) {
      throw new ConfigError(['QASJA_DATA_DIR holds a municipality already: a demonstration needs an empty folder']);
    }
    const begun = new Date(now.getTime() - 400 * 86_400_000);
    const town = await found(
      { transactions, administration, areas: app.get(SubjectAreas), log: app.get(EventLog) },
      begun,
    );
    const told = await liveThrough(town, now, servicesOf(app, config, clock));
    return summary(town, told, localDateOf(now));
  } finally {
    await app.close();
  }
}

function servicesOf(app: INestApplicationContext, config: Config, clock: MovedClock): Services {
  const { reader } = app.get(Transactions);
  const [alarms, sweep, teller] = [app.get(Alarms), app.get(SweepService), app.get(AlarmTeller)];
  const [outbox, sender] = [app.get(Outbox), app.get(MailSender)];
  return {
    clock,
    intake: app.get(IntakeService),
    keeper: app.get(FileKeeper),
    move: mover(app),
    async sweep() {
      const now = clock.now();
      await sweep.run(now);
      // All of a night in one transaction, as the worker tells what falls due together.
      await teller.tellAll(await alarms.untold(reader, now, now, ALL));
    },
    async mails(town, paper) {
      const parts = { transactions: app.get(Transactions), mailboxes: app.get(Mailboxes), mails: app.get(Mails) };
      const keeper = app.get(FileKeeper);
      await fillMailbox({ ...parts, log: app.get(EventLog), keeper, config }, town, paper, clock.now());
    },
    async post(deliver) {
      const now = clock.now();
      const due = await outbox.due(reader, now, ALL);
      if (!deliver && due.length > 0) await outbox.sent(reader, due, now);
      else for (const id of due) await sender.send(id);
    },
  };
}

/** Reads a form of the case page, as its controller does, and makes the move. */
function mover(app: INestApplicationContext): Services['move'] {
  const work = app.get(CaseWork);
  const tracking = app.get(TrackingStore);
  const transfers = app.get(Transfers);
  const { reader } = app.get(Transactions);
  const tools = {
    letters: app.get(Letters),
    papers: app.get(Papers),
    people: app.get(People),
    tracking,
    transfers,
    tasks: app.get(Tasks),
    alarmCases: app.get(AlarmCases),
    messages: app.get(CaseMessages),
    consultations: app.get(Consultations),
    areas: app.get(SubjectAreas),
    reader,
  };
  return async (by: Official, caseId, { move, fields }, kept) => {
    const files: OfferedFile[] = kept.map((file) => ({ ...file, token: '' }));
    // Whoever is asked for documents need not see the case.
    if (move === 'answer-task') return answerTask(app, by, caseId, String(fields.answer), files);
    const { row } = await work.load(by, caseId);
    if (move === 'decide') {
      const applicant = await tracking.applicant(reader, caseId);
      const { form, problems } = readDecision(fields, row.kind, applicant.email !== null);
      if (!form) throw new Error(`Refused: ${problems.map((one) => one.code).join(', ')}`);
      const prepare = app.get(DecisionMaker).prepare(form, files);
      await work.perform(by, caseId, 'case.decide', row.version, prepare);
      return;
    }
    const definition = MOVES.find((one) => one.name === move);
    if (!definition) throw new Error(`No such move: ${move}`);
    const reading = definition.read(fields, files);
    if (reading.problems.length > 0) throw new Error(`Refused: ${reading.problems.map((one) => one.code).join(', ')}`);
    await work.perform(by, caseId, definition.action, row.version, reading.prepare(tools));
  };
}

/** The directorate of an official sends what it was asked for. */
async function answerTask(
  app: INestApplicationContext,
  by: Official,
  caseId: string,
  text: string,
  files: readonly OfferedFile[],
): Promise<void> {
  const { reader } = app.get(Transactions);
  const asked = await app.get(Tasks).ofCase(reader, caseId);
  const own = asked.find((one) => one.directorateId === by.directorateId);
  if (!own) throw new Error('Nobody asked this directorate.');
  const work = app.get(TaskWork);
  await work.reply(by, await work.find(by, own.id, 'answer'), { kind: 'answered', text, files });
}

function movedClock(start: Date): MovedClock {
  let at = start;
  return { now: () => at, today: () => localDateOf(at), set: (to) => void (at = to) };
}

/** `node dist/src/demo.js FOLDER`: fills the folder and prints, as JSON, what a newcomer needs to know. */
async function main(folder: string | undefined): Promise<void> {
  if (!folder) throw new ConfigError(['A folder for the demonstration must be named']);
  // Whatever database or mail server the machine has: a demonstration stays in its folder.
  const own = { QASJA_DATA_DIR: path.resolve(folder), DATABASE_URL: '', REDIS_URL: '', SMTP_URL: '' };
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env, ...own });
  const source = await openDatabase(config.databaseUrl);
  try {
    await source.query('PRAGMA synchronous = OFF');
    const now = systemClock(config.clockStart ?? undefined).now();
    console.log(JSON.stringify({ password: DEMO_PASSWORD, ...(await fillDemo(config, source, now)) }));
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}

if (require.main === module) {
  main(process.argv[2]).catch((error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  });
}
