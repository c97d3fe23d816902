import { type DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from './records/data-source';
import { type Clock, ClockModule } from './platform/clock';
import { type Config, ConfigModule } from './platform/config';
import { loggingModule } from './platform/logging';
import { SignInModule } from './platform/sign-in';
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
        SignInModule,
      ],
      providers: [PageFrame],
    };
  }
}
