import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { MachineryFigures } from './machinery-figures';
import { MetricsController } from './metrics.controller';
import { Readiness } from './readiness';

@Module({ controllers: [HealthController, MetricsController], providers: [Readiness, MachineryFigures] })
export class HealthModule {}
