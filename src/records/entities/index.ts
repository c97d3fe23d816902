export * from './cases';
export * from './clock-basis';
export * from './history';
export * from './messages';
export * from './people';
