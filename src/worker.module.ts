import { type DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from './records/data-source';
import { AdministrationWorkerModule } from './features/administration/administration-worker.module';
import { AlarmsModule } from './features/alarms/alarms.module';
import { BulkWorkerModule } from './features/desk/bulk/bulk-worker.module';
import { ListExportWorkerModule } from './features/desk/export/list-export-worker.module';
import { CalendarWorkerModule } from './features/calendar/calendar.module';
import { MailIntakeWorkerModule } from './features/mail-intake/mail-intake.module';
import { RegisterImportWorkerModule } from './features/register-import/register-import.module';
import { RetentionWorkerModule } from './features/retention/retention.module';
import { ConsultationsWorkerModule } from './features/consultations/consultations.module';
import { TransfersWorkerModule } from './features/transfers/transfers.module';
import { type Clock, ClockModule } from './platform/clock';
import { type Config, ConfigModule } from './platform/config';
import { FilesModule } from './platform/files';
import { HousekeepingModule } from './platform/housekeeping';
import { FilingModule } from './platform/intake';
import { LettersModule } from './platform/letters';
import { loggingModule } from './platform/logging';
import { MailWorkerModule } from './platform/mail';
import { LongActionsWorkerModule } from './platform/long-actions';
import { JobWorkerModule } from './platform/queue';
import { ReadingWorkerModule } from './platform/reading';
import { CorrespondenceModule } from './platform/correspondence';
import { RecountModule } from './platform/recount';
import { RelayModule, RelayWorkerModule } from './platform/relay';
import { WebhooksWorkerModule } from './platform/webhooks';
import { RecordsModule } from './records/records.module';

/** What the worker is made of: opened and chosen before Nest starts. */
export interface WorkerParts {
  config: Config;
  clock: Clock;
  source: DataSource;
}

/** The job process: the same records and plumbing as the web process, and no pages. */
@Module({})
export class WorkerModule {
  static forRoot({ config, clock, source }: WorkerParts): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ConfigModule.forRoot(config),
        ClockModule.forRoot(clock),
        loggingModule(config),
        RecordsModule.forRoot(source),
        HousekeepingModule,
        FilesModule,
        LettersModule,
        FilingModule,
        JobWorkerModule,
        RelayModule,
        RecountModule,
        CorrespondenceModule,
        RelayWorkerModule,
        MailWorkerModule,
        WebhooksWorkerModule,
        ReadingWorkerModule,
        LongActionsWorkerModule,
        AlarmsModule,
        AdministrationWorkerModule,
        CalendarWorkerModule,
        TransfersWorkerModule,
        RetentionWorkerModule,
        ConsultationsWorkerModule,
        BulkWorkerModule,
        ListExportWorkerModule,
        RegisterImportWorkerModule,
        MailIntakeWorkerModule,
      ],
    };
  }
}
