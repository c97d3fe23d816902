export * from './config';
export * from './config.module';
export { readConfig } from './read-config';
