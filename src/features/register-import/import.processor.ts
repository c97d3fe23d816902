import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { JobHandlers, JobQueue, LeftBehind } from '../../platform/queue';
import { removeLeftovers } from '../../platform/web/leftovers';
import { LongActions, Transactions } from '../../records';
import { importFolder } from './import-runs';
import { ImportWorker } from './import-worker';

/** More files than that never wait at once. */
const MOST_WAITING = 1_000;

/** The job that takes a long register file in, and the look for those that were left behind. */
@Injectable()
export class ImportProcessor implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly left: LeftBehind;

  constructor(
    handlers: JobHandlers,
    worker: ImportWorker,
    queue: JobQueue,
    private readonly actions: LongActions,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    handlers.register('import', ({ actionId }, context) => worker.run(actionId, context));
    this.left = new LeftBehind('import', queue, actions, transactions);
  }

  /** A file whose turn has not come waits on, also when no worker ran for days. */
  async onApplicationBootstrap(): Promise<void> {
    const waiting = await this.actions.unfinished(this.transactions.reader, 'import', MOST_WAITING);
    removeLeftovers(importFolder(this.config), this.clock.now(), new Set(waiting.map(({ id }) => id)));
    this.left.start();
  }

  onApplicationShutdown(): void {
    this.left.stop();
  }
}
