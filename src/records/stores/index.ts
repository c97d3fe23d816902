export * from './attempts';
export * from './case-book';
export * from './event-log';
export * from './outbox';
export * from './papers';
export * from './people';
export * from './registration';
