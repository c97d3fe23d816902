export * from './facts';
export * from './letters';
export * from './remedy';
