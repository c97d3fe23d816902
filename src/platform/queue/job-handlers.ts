import { Injectable } from '@nestjs/common';
import { type Job, JOB_NAMES, type JobName, type Jobs } from './jobs';

/** What a handler may ask while it works. */
export interface JobContext {
  /** Aborted when the process is asked to end: a long job stops at its next safe point. */
  signal: AbortSignal;
}

export type JobHandler<N extends JobName> = (data: Jobs[N], context: JobContext) => Promise<void>;

/** Who handles which job. Each processor registers itself when it is made; the worker starts only when all are there. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<JobName, JobHandler<JobName>>();

  /** Throws when the name has a handler already: a job must not be done twice, or by whoever comes first. */
  register<N extends JobName>(name: N, handle: JobHandler<N>): void {
    if (this.handlers.has(name)) throw new Error(`The job "${name}" has two handlers`);
    this.handlers.set(name, handle as JobHandler<JobName>);
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
}
