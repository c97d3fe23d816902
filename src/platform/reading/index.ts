export { FileReader } from './file-reader';
export { IndexKeeper } from './index-keeper';
export { LIMITS, type ReadText } from './limits';
export { ReadingProcessor } from './reading.processor';
export { ReadingWorkerModule } from './reading.module';
