export { type LongProgress, LongActionRuns } from './long-action-runs';
export { type Broken, LongActionWorker } from './long-action-worker';
export { LongActionsModule, LongActionsWorkerModule } from './long-actions.module';
export { type RunView, runView, showRun, tellRun, underWayView } from './run-page';
