import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics';

/** Lets the web process and its features count and time. */
@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
export class MetricsModule {}
