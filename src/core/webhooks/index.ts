export * from './events';
export * from './payload';
