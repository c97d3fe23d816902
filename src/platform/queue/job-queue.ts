import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config';
import { producerClient } from './connection';
import { type Job, jobId, PRIORITY, type Priority, QUEUE_NAME } from './jobs';

/**
 * Finished and failed jobs leave Redis at once: the database knows what was done, and an id that stays behind would keep
 * the same alarm or message from being queued again.
 */
const LEAVE = { removeOnComplete: true, removeOnFail: true } as const;

/** A job that comes again and again. */
export interface Repetition {
  job: Job;
  seconds: number;
}

/** A process that has just started has not lost Redis: it waits this long for its first connection. */
const FIRST_CONNECTION_MS = 2_000;

/** Writes jobs. Every method fails at once when Redis is away; the database remembers, so nothing is lost. */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly log = new Logger('queue');
  private opened: { client: Redis; tried: Promise<void> } | null = null;
  private queue: Queue | null = null;
  private away = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Rejects when Redis cannot be reached. A job that waits already is not doubled. */
  async add(jobs: readonly Job[], priority: Priority = 'now'): Promise<void> {
    if (jobs.length === 0) return;
    const queue = await this.reached();
    await queue.addBulk(
      jobs.map((job) => ({
        name: job.name,
        data: job.data,
        opts: { ...LEAVE, jobId: jobId(job), priority: PRIORITY[priority] },
      })),
    );
  }

  /** Plans the repeating jobs, or changes their pace. Rejects when Redis cannot be reached. */
  async repeat(repetitions: readonly Repetition[]): Promise<void> {
    const queue = await this.reached();
    for (const { job, seconds } of repetitions) {
      await queue.upsertJobScheduler(
        job.name,
        { every: seconds * 1_000 },
        { name: job.name, data: job.data, opts: LEAVE },
      );
    }
  }

  /** What a job that is under way said last (`JobContext.tell`); null while it waits. Rejects as the others do. */
  async told(job: Job): Promise<object | null> {
    const progress = (await (await this.reached()).getJob(jobId(job)))?.progress;
    return typeof progress === 'object' ? progress : null;
  }

  /** How many repeating jobs Redis knows: fewer than were planned when it was emptied. Rejects as the others do. */
  async repetitions(): Promise<number> {
    return (await this.reached()).getJobSchedulersCount();
  }

  /** Jobs by what they wait for. One that failed is not among them: the database knows it. Rejects as the others do. */
  async counts(): Promise<{ waiting: number; active: number; delayed: number }> {
    const found = await (await this.reached()).getJobCounts('wait', 'prioritized', 'active', 'delayed');
    const of = (state: string): number => found[state] ?? 0;
    return { waiting: of('wait') + of('prioritized'), active: of('active'), delayed: of('delayed') };
  }

  /** Whether Redis answers now: nothing that waits for it will end while it does not. */
  get isReached(): boolean {
    return this.opened?.client.status === 'ready';
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue?.close().catch(() => undefined);
    this.opened?.client.disconnect();
  }

  /**
   * The queue, on a connection that stands. BullMQ would remember for ever that its first connection failed, so the queue
   * is made when there is one.
   */
  private async reached(): Promise<Queue> {
    const { client, tried } = (this.opened ??= this.open());
    await tried;
    if (client.status !== 'ready') throw new Error('Redis cannot be reached');
    if (!this.queue) {
      this.queue = new Queue(QUEUE_NAME, { connection: client, skipWaitingForReady: true });
      this.queue.on('error', () => undefined);
    }
    const queue = this.queue;
    try {
      await queue.waitUntilReady();
    } catch (error) {
      this.queue = null;
      throw error;
    }
    return queue;
  }

  /** Connects when there is something to say for the first time. */
  private open(): { client: Redis; tried: Promise<void> } {
    if (!this.config.redis) throw new Error('No Redis is configured');
    const client = producerClient(this.config.redis);
    client.on('error', () => this.notice(true)).on('ready', () => this.notice(false));
    const tried = new Promise<void>((resolve) => {
      client.once('ready', resolve).once('close', resolve);
      setTimeout(resolve, FIRST_CONNECTION_MS).unref();
    });
    return { client, tried };
  }

  /** Says once that Redis went, and once that it came back. */
  private notice(away: boolean): void {
    if (away === this.away) return;
    this.away = away;
    if (away) this.log.warn('Redis cannot be reached: mail and alarms wait in the database');
    else this.log.log('Redis can be reached again');
  }
}
