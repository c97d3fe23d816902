export * from './cases';
export * from './clock-basis';
export * from './history';
export * from './machinery';
export * from './messages';
export * from './people';
export * from './webhooks';
