import { Injectable } from '@nestjs/common';
import { type Broken, LongActionRuns } from '../../platform/long-actions';
import { DueDays, type LongAction, Transactions } from '../../records';
import type { Refused } from './calendar.service';
import type { Asked } from './planning';

/** With so many open cases a change is done while the page waits: some two seconds. */
const SHORT = 5_000;

export interface CalendarRunFacts {
  /** The form on which it was asked for. */
  page: string;
  change: Asked;
  /** What the person saw. */
  basisId: string;
}

/** What came of it. `broken`: nothing was changed. */
export type CalendarRunResult =
  { moved: number } | { stale: true } | { refused: Refused['refused'] } | { broken: Broken };

/** Changes by which many open cases are counted anew, as the desk sees them. */
@Injectable()
export class CalendarRuns {
  constructor(
    private readonly runs: LongActionRuns,
    private readonly dueDays: DueDays,
    private readonly transactions: Transactions,
  ) {}

  isLong(institutionId: string): Promise<boolean> {
    return this.dueDays.moreOpenThan(this.transactions.reader, institutionId, SHORT);
  }

  /** The id under which it is followed. */
  begin(institutionId: string, officialId: string, facts: CalendarRunFacts): Promise<string> {
    return this.runs.begin({ institutionId, officialId, what: 'calendar', facts: { ...facts } });
  }

  /** The last one, while it is under way. */
  async underWay(institutionId: string): Promise<LongAction | null> {
    const [last] = await this.runs.latest(institutionId, 'calendar', 1);
    return last && !last.finishedAt ? last : null;
  }
}
