import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../../platform/housekeeping';
import { type Institution, People, Rederivation, Transactions, WaitingCases } from '../../records';

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
    private readonly people: People,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('calendar', () => this.run());
  }

  /** Returns when every waiting case was looked at; a second call in the same process does nothing. */
  async run(): Promise<void> {
    if (this.done) return;
    let found = 0;
    for (const institution of await this.people.activeInstitutions(this.transactions.reader)) {
      for (let after: string | undefined = ''; after !== undefined;) {
        const caseIds = await this.waiting.after(this.transactions.reader, institution, after, AT_ONCE);
        after = caseIds.at(-1);
        if (caseIds.length > 0) found += await this.mend(institution, caseIds);
      }
    }
    this.done = true;
    if (found > 0) this.log.log(`${found} cases that waited for their calendar have a due day now`);
  }

  private async mend(institution: Institution, caseIds: string[]): Promise<number> {
    return this.transactions.run(async (tx) => {
      const differences = await this.rederivation.differences(tx, institution, caseIds);
      return (await this.rederivation.mend(tx, differences)).length;
    });
  }
}
