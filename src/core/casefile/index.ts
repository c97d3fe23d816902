export * from './area';
export * from './area-events';
export * from './as-of';
export * from './awaited';
export { type BackPlan, backPlan, type BackPlanSettings, DEFAULT_BACK_PLAN } from './back-plan';
export * from './case-file';
export * from './clock';
export * from './codes';
export * from './complaint';
export * from './complaint-events';
export * from './complaint-moves';
export * from './complaint-steps';
export * from './consultation';
export * from './consultation-due';
export * from './consultation-events';
export * from './consultation-moves';
export * from './correct';
export * from './correspondence';
export * from './correspondence-events';
export * from './decide';
export * from './events';
export * from './happened';
export * from './look-events';
export * from './link';
export * from './link-events';
export * from './moves';
export * from './offered-languages';
export * from './not-allowed';
export * from './register';
export * from './retention';
export * from './status';
export * from './task';
export * from './task-due';
export * from './task-events';
export * from './task-moves';
export {
  acceptForward,
  answerByOf,
  DEFAULT_HANDSHAKE_DAYS,
  lapseForward,
  offerForward,
  refuseForward,
  withdrawForward,
} from './transfer';
