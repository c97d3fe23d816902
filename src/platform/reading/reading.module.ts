import { Module } from '@nestjs/common';
import { IndexKeeper } from './index-keeper';

/** The worker's part of the search: what is not indexed with the case itself. */
@Module({ providers: [IndexKeeper] })
export class ReadingWorkerModule {}
