import { Module } from '@nestjs/common';
import { ReportsModule } from '../../platform/reports';
import { ReportsController } from './reports.controller';

/** The yearly access report: page and file. */
@Module({ imports: [ReportsModule], controllers: [ReportsController] })
export class ReportingModule {}
