export type { NoticedChange } from './notices';
export { RecountModule } from './recount.module';
export { type RunView, runView, showRun, tellRun, underWayView } from './run-page';
export { type Recount, Recounting } from './recounting';
