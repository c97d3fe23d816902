export { assertBalanced, Unbalanced } from './balanced';
export { type Block, BLOCKS, type Figure, figuresOf } from './figures';
export { fold } from './fold';
export {
  COMPLAINT_TIMINGS,
  type ComplaintTiming,
  OPEN_STATES,
  type OpenState,
  type ReportFact,
  type Stage,
  STAGES,
  type Timing,
  TIMINGS,
} from './fact';
export { type AreaJson, type BalanceJson, reportJson, type ReportJson } from './json';
export * from './period';
export { readDay } from './read-day';
export {
  type AccessForm,
  AREA_OUTCOMES,
  type AreaLine,
  type AreaOutcome,
  type Balance,
  closedIn,
  openIn,
  type OtherKind,
  type Report,
  type ReportArea,
  type StageForm,
} from './report';
