export * from './cases';
export * from './history';
export * from './messages';
export * from './people';
