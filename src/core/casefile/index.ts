export * from './case-file';
export * from './clock';
export * from './codes';
export * from './decide';
export * from './events';
export * from './moves';
export * from './not-allowed';
export * from './register';
