export { DEMO_PASSWORD, found, type Town } from './municipality';
export { storiesUntil } from './stories';
export type { Step, Story } from './story';
export { type DemoSummary, summary } from './summary';
export { liveThrough, type MovedClock, type Services } from './year';
export { fillMailbox } from './mailbox';
