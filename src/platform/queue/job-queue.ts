import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { CONFIG, type Config } from '../config';
import { producerConnection } from './connection';
import { type Job, jobId, QUEUE_NAME } from './jobs';

/**
 * Finished and failed jobs leave Redis at once: the database knows what was done, and an id that stays behind would keep
 * the same alarm or message from being queued again.
 */
const LEAVE = { removeOnComplete: true, removeOnFail: true } as const;

/** Alarms come in thousands after days off; a receipt that somebody waits for goes before them. */
const AFTER_THE_REST = 10;

/** A job that comes again and again. */
export interface Repetition {
  job: Job;
  seconds: number;
}

/** Writes jobs. Every method fails at once when Redis is away; the database remembers, so nothing is lost. */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly log = new Logger('queue');
  private readonly queue: Queue | null;
  private away = false;

  constructor(@Inject(CONFIG) config: Config) {
    this.queue = config.redis
      ? new Queue(QUEUE_NAME, { connection: producerConnection(config.redis), skipWaitingForReady: true })
      : null;
    this.queue?.on('error', () => this.notice(true));
  }

  /** Rejects when Redis cannot be reached. A job that waits already is not doubled. */
  async add(jobs: readonly Job[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.reached().addBulk(
      jobs.map((job) => ({
        name: job.name,
        data: job.data,
        opts: { ...LEAVE, jobId: jobId(job), ...(job.name === 'alarm' ? { priority: AFTER_THE_REST } : {}) },
      })),
    );
    this.notice(false);
  }

  /** Plans the repeating jobs, or changes their pace. Rejects when Redis cannot be reached. */
  async repeat(repetitions: readonly Repetition[]): Promise<void> {
    const queue = this.reached();
    for (const { job, seconds } of repetitions) {
      await queue.upsertJobScheduler(
        job.name,
        { every: seconds * 1_000 },
        { name: job.name, data: job.data, opts: LEAVE },
      );
    }
    this.notice(false);
  }

  /** How many repeating jobs Redis knows: fewer than were planned when it was emptied. Rejects as the others do. */
  async repetitions(): Promise<number> {
    const count = await this.reached().getJobSchedulersCount();
    this.notice(false);
    return count;
  }

  async onApplicationShutdown(): Promise<void> {
    // Without Redis there is nothing to say goodbye to, and `close` would wait for it.
    await (this.away ? this.queue?.disconnect() : this.queue?.close())?.catch(() => undefined);
  }

  private reached(): Queue {
    if (!this.queue) throw new Error('No Redis is configured');
    return this.queue;
  }

  /** Says once that Redis went, and once that it came back. */
  private notice(away: boolean): void {
    if (away === this.away) return;
    this.away = away;
    if (away) this.log.warn('Redis cannot be reached: mail and alarms wait in the database');
    else this.log.log('Redis can be reached again');
  }
}
