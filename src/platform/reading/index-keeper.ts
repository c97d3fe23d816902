import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SearchUpkeep, Transactions } from '../../records';
import { Housekeeping } from '../housekeeping';
import { JobHandlers, JobQueue } from '../queue';

/** Made in one transaction: others wait for it no longer than for a busy page. */
const AT_ONCE = 50;

/** Cases whose words are still to be made, after an upgrade or `reindex`: a job works them off beside everything else. */
@Injectable()
export class IndexKeeper implements OnModuleInit {
  constructor(
    handlers: JobHandlers,
    private readonly housekeeping: Housekeeping,
    private readonly queue: JobQueue,
    private readonly upkeep: SearchUpkeep,
    private readonly transactions: Transactions,
  ) {
    handlers.register('index-cases', (_, { signal }) => this.run(signal));
  }

  onModuleInit(): void {
    this.housekeeping.add('search-index', async () => {
      if (await this.upkeep.waits(this.transactions.reader)) {
        await this.queue.add([{ name: 'index-cases', data: {} }], 'patient');
      }
    });
  }

  /** Until none waits, or the process is asked to end. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const made = await this.transactions.run((tx) => this.upkeep.refresh(tx, AT_ONCE));
      if (made === 0) return;
      // Pages and alarms of this process get their turn between two transactions.
      await new Promise((go) => setTimeout(go, 5));
    }
  }
}
