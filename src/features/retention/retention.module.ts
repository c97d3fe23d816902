import { Module } from '@nestjs/common';
import { RetentionController } from './retention.controller';
import { RetentionJob } from './retention-job';

/** The setting and its preview. */
@Module({ controllers: [RetentionController] })
export class RetentionModule {}

/** What the worker does about it. */
@Module({ providers: [RetentionJob], exports: [RetentionJob] })
export class RetentionWorkerModule {}
