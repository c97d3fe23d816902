import { Global, Module } from '@nestjs/common';
import { JobHandlers } from './job-handlers';
import { JobQueue } from './job-queue';
import { JobWorker } from './job-worker';
import { Rush } from './rush';

/** Lets a process write jobs. */
@Global()
@Module({ providers: [JobQueue], exports: [JobQueue] })
export class QueueModule {}

/** Lets a process do jobs: those that its processors register. */
@Global()
@Module({ imports: [QueueModule], providers: [JobHandlers, JobWorker, Rush], exports: [JobHandlers, Rush] })
export class JobWorkerModule {}
