export * from './ahead';
export * from './coming';
export * from './ladder';
export * from './plan';
export * from './recipients';
export * from './rungs';
