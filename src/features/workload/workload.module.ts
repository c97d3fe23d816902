import { Module } from '@nestjs/common';
import { WorkloadReader } from './workload-data';
import { WorkloadController } from './workload.controller';

/** Who has how much to do, and what will probably be late. */
@Module({ controllers: [WorkloadController], providers: [WorkloadReader] })
export class WorkloadModule {}
