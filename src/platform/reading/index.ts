export { IndexKeeper } from './index-keeper';
export { ReadingWorkerModule } from './reading.module';
