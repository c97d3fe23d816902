import { Injectable } from '@nestjs/common';
import { assertBalanced, fold, type Report, type ReportPeriod } from '../../core/report';
import { ReportFacts, Transactions } from '../../records';

/** Makes the report of a period: for the page, its files and the API alike. */
@Injectable()
export class YearReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly facts: ReportFacts,
  ) {}

  /** Throws `Unbalanced` rather than give figures that contradict each other. */
  async of(institutionId: string, period: ReportPeriod): Promise<Report> {
    const report = fold(await this.facts.of(this.transactions.reader, institutionId, period), period);
    assertBalanced(report);
    return report;
  }
}
