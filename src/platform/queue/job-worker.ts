import { setTimeout as pause } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Job as BullJob, Worker } from 'bullmq';
import { CONFIG, type Config } from '../config';
import { workerConnection } from './connection';
import { type JobContext, JobHandlers } from './job-handlers';
import { JobQueue, type Repetition } from './job-queue';
import { type Job, QUEUE_NAME, RELAY_SECONDS } from './jobs';

/** Jobs in hand at once. Handlers of one kind share a transaction or wait for each other as they see fit. */
const AT_ONCE = 100;
/** A worker that was killed is noticed this soon, and its jobs in hand are done by another. */
const LOCKED_FOR_MS = 10_000;
const LOOK_FOR_STALLED_MS = 5_000;
/** How soon the repeating jobs are planned again after Redis was emptied. */
const LOOK_EVERY_MS = 10_000;
/** How long the end waits for the jobs in hand; a mail server has a minute for its answer, and we have less. */
const PATIENCE_MS = 15_000;
/** Without Redis no job can be noted as done; what they did stands in the database. */
const PATIENCE_WITHOUT_REDIS_MS = 2_000;

/** Does the jobs, until the process ends; the jobs in hand are finished first. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('worker');
  private readonly ending = new AbortController();
  private worker: Worker | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** Failures that are being noted. */
  private readonly noting = new Set<Promise<void>>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly queue: JobQueue,
    private readonly handlers: JobHandlers,
  ) {}

  /** Throws, and so keeps the process from starting, when a job has no handler. */
  onApplicationBootstrap(): void {
    this.handlers.assertComplete();
    if (!this.config.redis) throw new Error('The worker needs a Redis');
    const context = (job: BullJob): JobContext => ({
      signal: this.ending.signal,
      tell: (progress) => void job.updateProgress(progress).catch(() => undefined),
    });
    this.worker = new Worker(QUEUE_NAME, (job) => this.handlers.handle(job as unknown as Job, context(job)), {
      connection: workerConnection(this.config.redis, this.ending.signal),
      concurrency: AT_ONCE,
      lockDuration: LOCKED_FOR_MS,
      stalledInterval: LOOK_FOR_STALLED_MS,
      maxStalledCount: 3,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    this.worker.on('failed', (job, error) => {
      // Jobs carry ids only, so the line names no person.
      this.log.error(`${job?.name ?? 'a job'} failed: ${error.stack}`);
      if (job) this.note(this.handlers.failed(job as unknown as Job, error));
    });
    // Redis going away is told by the queue, once; the worker would say it at every attempt.
    this.worker.on('error', () => undefined);
    void this.plan(true);
    this.timer = setInterval(() => void this.plan(false), LOOK_EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    if (this.timer) clearInterval(this.timer);
    const worker = this.worker;
    if (!worker) return;
    let late: NodeJS.Timeout | undefined;
    const most = this.queue.isReached ? PATIENCE_MS : PATIENCE_WITHOUT_REDIS_MS;
    const patience = new Promise<'late'>((resolve) => (late = setTimeout(() => resolve('late'), most)));
    const closed = worker
      .close()
      .then(() => Promise.all(this.noting))
      .catch(() => undefined);
    if ((await Promise.race([closed, patience])) === 'late') {
      // Whatever it is, the database still has it, and the next worker takes it up.
      this.log.warn('A job did not end in time and is left to the next worker');
      await Promise.race([worker.disconnect().catch(() => undefined), pause(1_000)]);
    }
    clearTimeout(late);
  }

  /** Without its database nothing can be noted: then the job is tried again, as one that was lost. */
  private note(noted: Promise<void>): void {
    const done = noted
      .catch((error: unknown) => this.log.error(`A failed job was not noted: ${String(error)}`))
      .finally(() => this.noting.delete(done));
    this.noting.add(done);
  }

  /** Plans the repeating jobs at the start, and again whenever Redis has lost them; one round of each goes at once. */
  private async plan(starting: boolean): Promise<void> {
    const repetitions: Repetition[] = [
      { job: { name: 'sweep', data: {} }, seconds: this.config.sweepSeconds },
      { job: { name: 'relay', data: {} }, seconds: RELAY_SECONDS },
    ];
    try {
      if (!starting && (await this.queue.repetitions()) >= repetitions.length) return;
      await this.queue.repeat(repetitions);
      await this.queue.add(repetitions.map(({ job }) => job));
    } catch {
      // Redis is away: the queue has said so, and the timer comes again.
    }
  }
}
