export { type JobContext, type JobHandler, JobHandlers } from './job-handlers';
export { JobQueue } from './job-queue';
export { JobWorker } from './job-worker';
export {
  alarmsSingly,
  alarmsTogether,
  type Job,
  JOB_NAMES,
  type JobName,
  type Jobs,
  messagesSingly,
  messagesTogether,
} from './jobs';
export { JobWorkerModule, QueueModule } from './queue.module';
export { Rush } from './rush';
