import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../../platform/housekeeping';
import { Rederivation, Transactions, WaitingCases } from '../../records';

const AT_ONCE = 200;

/**
 * Cases that waited for their calendar get their due day as soon as a version of Qasja knows it: once after each start,
 * because a calendar comes with the program.
 */
@Injectable()
export class CalendarCatchUp implements OnModuleInit {
  private readonly log = new Logger('calendar');
  private done = false;

  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly rederivation: Rederivation,
    private readonly waiting: WaitingCases,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('calendar', () => this.run());
  }

  /** Returns when every waiting case was looked at; a second call in the same process does nothing. */
  async run(): Promise<void> {
    if (this.done) return;
    let found = 0;
    for (let after = ''; ;) {
      const batch = await this.transactions.run(async (tx) => {
        const page = await this.waiting.after(tx, after, AT_ONCE);
        for (const { institution, caseIds } of page.groups) {
          const mended = await this.rederivation.mend(
            tx,
            await this.rederivation.differences(tx, institution, caseIds),
          );
          found += mended.length;
        }
        return page;
      });
      if (batch.last === null) break;
      after = batch.last;
    }
    this.done = true;
    if (found > 0) this.log.log(`${found} cases that waited for their calendar have a due day now`);
  }
}
