import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import {
  Absences,
  Acknowledging,
  Administration,
  AlarmCases,
  AlarmRules,
  Alarms,
  Attempts,
  Bases,
  CalendarCases,
  CalendarFeeds,
  CaseBook,
  CaseReading,
  CasesByDueDay,
  ClosedCases,
  Digests,
  DueDays,
  EventLog,
  FailingAlarms,
  Heartbeats,
  Imports,
  Inspection,
  IntakeStore,
  Machinery,
  Notices,
  Outages,
  Outbox,
  Papers,
  PastCases,
  People,
  Queue,
  Rederivation,
  Registration,
  ReportFacts,
  Sessions,
  Tokens,
  TrackingStore,
  Transfers,
  WaitingCases,
  WaitingWork,
  Webhooks,
} from './stores';
import { Transactions } from './transactions';

const STORES = [
  Absences,
  Acknowledging,
  Administration,
  AlarmCases,
  AlarmRules,
  Alarms,
  Attempts,
  Bases,
  CalendarCases,
  CalendarFeeds,
  CaseBook,
  CaseReading,
  CasesByDueDay,
  ClosedCases,
  Digests,
  DueDays,
  EventLog,
  FailingAlarms,
  Heartbeats,
  Imports,
  Inspection,
  IntakeStore,
  Machinery,
  Notices,
  Outages,
  Outbox,
  Papers,
  PastCases,
  People,
  Queue,
  Rederivation,
  Registration,
  ReportFacts,
  Sessions,
  Tokens,
  TrackingStore,
  Transfers,
  WaitingCases,
  WaitingWork,
  Webhooks,
  Transactions,
];

/** Gives every store to every module. The data source is opened (and migrated) before Nest starts. */
@Global()
@Module({})
export class RecordsModule {
  static forRoot(source: DataSource): DynamicModule {
    return {
      module: RecordsModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => source.options,
          dataSourceFactory: () => Promise.resolve(source),
        }),
      ],
      providers: STORES,
      exports: STORES,
    };
  }
}
