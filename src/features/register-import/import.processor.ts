import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { JobHandlers, JobQueue } from '../../platform/queue';
import { removeLeftovers } from '../../platform/web/leftovers';
import { LongActions, Transactions } from '../../records';
import { importFolder } from './import-runs';
import { ImportWorker } from './import-worker';

/** How soon a file goes on that nobody takes in: its worker was killed, or Redis was away when it was sent. */
const LOOK_EVERY_MS = 10_000;
const AT_ONCE = 20;

/** The job that takes a long register file in, and the look for those that were left behind. */
@Injectable()
export class ImportProcessor implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('import');
  private timer: NodeJS.Timeout | null = null;

  constructor(
    handlers: JobHandlers,
    worker: ImportWorker,
    private readonly queue: JobQueue,
    private readonly actions: LongActions,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    handlers.register('import', ({ actionId }, context) => worker.run(actionId, context));
  }

  onApplicationBootstrap(): void {
    removeLeftovers(importFolder(this.config), this.clock.now());
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** A job that waits or runs already is not doubled: its id is that of the action. */
  private async look(): Promise<void> {
    try {
      const left = await this.actions.unfinished(this.transactions.reader, AT_ONCE);
      await this.queue.add(left.map(({ id }) => ({ name: 'import', data: { actionId: id } })));
    } catch (error) {
      this.log.debug(`The look for files that were left behind waits: ${String(error)}`);
    }
  }
}
