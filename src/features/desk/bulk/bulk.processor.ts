import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { BulkActions, Transactions } from '../../../records';
import { JobHandlers, JobQueue } from '../../../platform/queue';
import { BulkWorker } from './bulk-worker';

/** How soon an action goes on that nobody does: its worker was killed, or Redis was away when it began. */
const LOOK_EVERY_MS = 5_000;
const AT_ONCE = 50;

/** The job of an action on many cases, and the look for those that were left behind. */
@Injectable()
export class BulkProcessor implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('bulk');
  private timer: NodeJS.Timeout | null = null;

  constructor(
    handlers: JobHandlers,
    worker: BulkWorker,
    private readonly queue: JobQueue,
    private readonly bulk: BulkActions,
    private readonly transactions: Transactions,
  ) {
    handlers.register('bulk', ({ bulkId }, { signal }) => worker.run(bulkId, signal));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** A job that waits or runs already is not doubled: its id is that of the action. */
  private async look(): Promise<void> {
    try {
      const left = await this.bulk.unfinished(this.transactions.reader, AT_ONCE);
      await this.queue.add(left.map(({ id }) => ({ name: 'bulk', data: { bulkId: id } })));
    } catch (error) {
      this.log.debug(`The look for actions that were left behind waits: ${String(error)}`);
    }
  }
}
