import { Injectable } from '@nestjs/common';
import { type Job, JOB_NAMES, type JobName, type Jobs } from './jobs';

/** What a handler may ask while it works. */
export interface JobContext {
  /** Aborted when the process is asked to end: a long job stops at its next safe point. */
  signal: AbortSignal;
  /** Says how far the job is, for `JobQueue.told`; never throws, and is forgotten with the job. */
  tell: (progress: object) => void;
}

export type JobHandler<N extends JobName> = (data: Jobs[N], context: JobContext) => Promise<void>;

/** Notes that a job failed, with an error or because its worker died of it: what fails for ever is to be set aside. */
export type FailureHandler<N extends JobName> = (data: Jobs[N], error: Error) => Promise<void>;

/** Who handles which job. Each processor registers itself when it is made; the worker starts only when all are there. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<JobName, JobHandler<JobName>>();
  private readonly failures = new Map<JobName, FailureHandler<JobName>>();

  /** Throws when the name has a handler already: a job must not be done twice, or by whoever comes first. */
  register<N extends JobName>(name: N, handle: JobHandler<N>, failed?: FailureHandler<N>): void {
    if (this.handlers.has(name)) throw new Error(`The job "${name}" has two handlers`);
    this.handlers.set(name, handle as JobHandler<JobName>);
    if (failed) this.failures.set(name, failed as FailureHandler<JobName>);
  }

  /** Throws, naming them, when there are jobs that nobody handles. */
  assertComplete(): void {
    const missing = JOB_NAMES.filter((name) => !this.handlers.has(name));
    if (missing.length > 0) throw new Error(`Nobody handles ${missing.map((name) => `the job "${name}"`).join(', ')}`);
  }

  /** Does a job. Throws for a name that nobody handles, such as one of a newer version that shares the Redis. */
  async handle(job: Job, context: JobContext): Promise<void> {
    const handle = this.handlers.get(job.name);
    if (!handle) throw new Error(`Nobody handles the job "${job.name}"`);
    await handle(job.data, context);
  }

  /** Tells whoever handles the job that it failed. */
  async failed(job: Job, error: Error): Promise<void> {
    await this.failures.get(job.name)?.(job.data, error);
  }
}
