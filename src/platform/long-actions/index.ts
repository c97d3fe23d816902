export { type LongProgress, LongActionRuns } from './long-action-runs';
export { type Broken, LongActionWorker } from './long-action-worker';
export { LongActionsModule, LongActionsWorkerModule } from './long-actions.module';
