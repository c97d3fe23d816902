export { type JobContext, type JobHandler, JobHandlers } from './job-handlers';
export { JobQueue } from './job-queue';
export { JobWorker } from './job-worker';
export { bundlesOf, FEW, type Job, JOB_NAMES, type JobName, type Jobs } from './jobs';
export { JobWorkerModule, QueueModule } from './queue.module';
export { Rush } from './rush';
