import { Global, Module } from '@nestjs/common';
import { LongActionRuns } from './long-action-runs';
import { LongActionWorker } from './long-action-worker';

/** Lets a page begin what takes longer than a page may take. */
@Global()
@Module({ providers: [LongActionRuns], exports: [LongActionRuns] })
export class LongActionsModule {}

/** Lets a worker do it. */
@Global()
@Module({ providers: [LongActionWorker], exports: [LongActionWorker] })
export class LongActionsWorkerModule {}
