export { backPlanSettings } from './back-plan-settings';
export * from './entities';
export type { NewCase } from './new-case';
export { groupBy } from './group-by';
export * from './projection';
export * from './search';
export * from './searchable';
export * from './stores';
export { change, insertAll, isDuplicate, rowLock, Transactions, type Tx } from './transactions';
