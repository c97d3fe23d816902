import { Module } from '@nestjs/common';
import { YearReports } from './year-reports';

/** For every feature that shows or sends a report. */
@Module({ providers: [YearReports], exports: [YearReports] })
export class ReportsModule {}
