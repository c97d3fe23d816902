export { ReportsModule } from './reports.module';
export { YearReports } from './year-reports';
