import { Module } from '@nestjs/common';
import { ReportsModule } from '../../platform/reports';
import { ApiPageController } from './api-page.controller';
import { CasesController } from './cases.controller';
import { ClockController } from './clock.controller';
import { ReportsController } from './reports.controller';
import { SubmissionsController } from './submissions.controller';
import { TrackingController } from './tracking.controller';

/** The JSON API and its description. */
@Module({
  imports: [ReportsModule],
  controllers: [
    ApiPageController,
    ClockController,
    SubmissionsController,
    TrackingController,
    CasesController,
    ReportsController,
  ],
})
export class ApiModule {}
