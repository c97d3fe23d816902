export { DEMO_PASSWORD, found, type Town } from './municipality';
export { type DemoSummary, summary } from './summary';
export { liveThrough, type MovedClock, type Services } from './year';
