import { Module } from '@nestjs/common';
import { CaseWork } from '../../../platform/casework';
import { BulkWorker } from './bulk-worker';
import { BulkProcessor } from './bulk.processor';

/** The worker's part of actions on many cases. */
@Module({ providers: [CaseWork, BulkWorker, BulkProcessor] })
export class BulkWorkerModule {}
