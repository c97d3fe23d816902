import { type DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from './records/data-source';
import { type Clock, ClockModule } from './platform/clock';
import { type Config, ConfigModule } from './platform/config';
import { loggingModule } from './platform/logging';
import { FilesModule } from './platform/files/files.module';
import { HousekeepingModule } from './platform/housekeeping';
import { FilingModule } from './platform/intake/filing.module';
import { LettersModule } from './platform/letters/letters.module';
import { LongActionsModule } from './platform/long-actions';
import { MetricsModule } from './platform/metrics';
import { QueueModule } from './platform/queue/queue.module';
import { CorrespondenceModule } from './platform/correspondence';
import { RecountModule } from './platform/recount';
import { RelayModule } from './platform/relay/relay.module';
import { SignInModule } from './platform/sign-in';
import { AbsencesModule } from './features/absences/absences.module';
import { AdministrationModule } from './features/administration/administration.module';
import { DeskModule } from './features/desk/desk.module';
import { AlarmRulesModule } from './features/alarm-rules/alarm-rules.module';
import { ApiModule } from './features/api/api.module';
import { CalendarModule } from './features/calendar/calendar.module';
import { CalendarFeedModule } from './features/calendar-feed/calendar-feed.module';
import { HealthModule } from './features/health/health.module';
import { JobsModule } from './features/jobs/jobs.module';
import { LawPageModule } from './features/law-page/law-page.module';
import { RegisterImportModule } from './features/register-import/register-import.module';
import { NoticesModule } from './features/notices/notices.module';
import { OutboxModule } from './features/outbox/outbox.module';
import { WebhooksModule } from './features/webhooks/webhooks.module';
import { ReportingModule } from './features/reporting/reporting.module';
import { IntakeModule } from './features/intake/intake.module';
import { MailIntakeModule } from './features/mail-intake/mail-intake.module';
import { RetentionModule } from './features/retention/retention.module';
import { TrackingModule } from './features/tracking/tracking.module';
import { TasksModule } from './features/tasks/tasks.module';
import { TransfersModule } from './features/transfers/transfers.module';
import { LinkingModule } from './features/linking/linking.module';
import { SearchModule } from './features/search/search.module';
import { WatchdogModule } from './features/watchdog/watchdog.module';
import { WorkloadModule } from './features/workload/workload.module';
import { DecisionsModule } from './features/decisions/decisions.module';
import { ReportsModule } from './platform/reports/reports.module';
import { CaseworkModule } from './platform/casework/casework.module';
import { PageFrame } from './platform/web/page-frame';
import { RecordsModule } from './records/records.module';

/** What a process is made of: opened and chosen before Nest starts. */
export interface WebParts {
  config: Config;
  clock: Clock;
  source: DataSource;
}

/** The web process: plumbing, then the way of a request in order. */
@Module({})
export class WebModule {
  static forRoot({ config, clock, source }: WebParts): DynamicModule {
    return {
      module: WebModule,
      imports: [
        ConfigModule.forRoot(config),
        ClockModule.forRoot(clock),
        loggingModule(config),
        RecordsModule.forRoot(source),
        HousekeepingModule,
        FilesModule,
        FilingModule,
        LettersModule,
        MetricsModule,
        QueueModule,
        LongActionsModule,
        RelayModule,
        RecountModule,
        CorrespondenceModule,
        SignInModule,
        CaseworkModule,
        ReportsModule,
        DeskModule,
        WorkloadModule,
        SearchModule,
        LinkingModule,
        AbsencesModule,
        NoticesModule,
        AdministrationModule,
        DecisionsModule,
        TasksModule,
        TransfersModule,
        TrackingModule,
        IntakeModule,
        MailIntakeModule,
        RegisterImportModule,
        ReportingModule,
        RetentionModule,
        OutboxModule,
        JobsModule,
        WebhooksModule,
        LawPageModule,
        CalendarModule,
        AlarmRulesModule,
        CalendarFeedModule,
        ApiModule,
        HealthModule,
        WatchdogModule,
      ],
      providers: [PageFrame],
    };
  }
}
