export * from './ladder';
export * from './plan';
export * from './recipients';
