import { Injectable } from '@nestjs/common';
import { assertBalanced, fold, type Report, type ReportPeriod } from '../../core/report';
import { ReportFacts, SubjectAreas, Transactions } from '../../records';

/** Makes the report of a period: for the page, its files and the API alike. */
@Injectable()
export class YearReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly facts: ReportFacts,
    private readonly areas: SubjectAreas,
  ) {}

  /** Throws `Unbalanced` rather than give figures that contradict each other. */
  async of(institutionId: string, period: ReportPeriod): Promise<Report> {
    const { reader } = this.transactions;
    const facts = await this.facts.of(reader, institutionId, period);
    // Read after the cases: whatever area they were given stands in the list, from which nothing is ever taken away.
    const report = fold(facts, period, await this.areas.of(reader, institutionId));
    assertBalanced(report);
    return report;
  }
}
