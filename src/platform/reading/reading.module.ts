import { Module } from '@nestjs/common';
import { FileReader } from './file-reader';
import { IndexKeeper } from './index-keeper';
import { ReadingProcessor } from './reading.processor';

/** The worker's part of the search: what is not indexed with the case itself. */
@Module({ providers: [IndexKeeper, FileReader, ReadingProcessor], exports: [ReadingProcessor] })
export class ReadingWorkerModule {}
