import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AlarmsModule } from './features/alarms/alarms.module';
import { DecisionMaker } from './features/decisions/decision-maker';
import { TaskWork } from './features/tasks/task-work';
import { CaseworkModule } from './platform/casework';
import { type Clock, ClockModule } from './platform/clock';
import { type Config, ConfigModule } from './platform/config';
import { FilesModule } from './platform/files';
import { HousekeepingModule } from './platform/housekeeping';
import { FilingModule } from './platform/intake';
import { LettersModule } from './platform/letters';
import { loggingModule } from './platform/logging';
import { MailWorkerModule } from './platform/mail';
import { JobHandlers, QueueModule, Rush } from './platform/queue';
import { RelayModule } from './platform/relay';
import type { DataSource } from './records/data-source';
import { RecordsModule } from './records/records.module';

/** Processors register here as they do in the worker, but nobody works off a queue: a year passes in some seconds. */
@Global()
@Module({ imports: [QueueModule], providers: [JobHandlers, Rush], exports: [JobHandlers, Rush] })
class NoWorkerModule {}

/** What fills a demonstration: the plumbing of web process and worker, no pages, no Redis, and a clock that is moved. */
@Module({})
export class DemoModule {
  static forRoot({ config, clock, source }: { config: Config; clock: Clock; source: DataSource }): DynamicModule {
    return {
      module: DemoModule,
      imports: [
        ConfigModule.forRoot(config),
        ClockModule.forRoot(clock),
        loggingModule(config),
        RecordsModule.forRoot(source),
        HousekeepingModule,
        FilesModule,
        LettersModule,
        FilingModule,
        NoWorkerModule,
        RelayModule,
        CaseworkModule,
        MailWorkerModule,
        AlarmsModule,
      ],
      providers: [DecisionMaker, TaskWork],
    };
  }
}
