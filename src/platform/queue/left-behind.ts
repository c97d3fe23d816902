import { Logger } from '@nestjs/common';
import { type LongActionKind, type LongActions, type Transactions } from '../../records';
import type { JobQueue } from './job-queue';

/** How soon an action goes on that nobody does: its worker was killed, or Redis was away when it began. */
const LOOK_EVERY_MS = 10_000;
const AT_ONCE = 20;

/** Looks now and then for long actions of a kind that were left behind, and gives them a job again. */
export class LeftBehind {
  private readonly log = new Logger('long-actions');
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly what: LongActionKind,
    private readonly queue: JobQueue,
    private readonly actions: LongActions,
    private readonly transactions: Transactions,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** A job that waits or runs already is not doubled: its id is that of the action. */
  private async look(): Promise<void> {
    try {
      const left = await this.actions.unfinished(this.transactions.reader, this.what, AT_ONCE);
      await this.queue.add(left.map(({ id }) => ({ name: this.what, data: { actionId: id } })));
    } catch (error) {
      this.log.debug(`The look for actions that were left behind waits: ${String(error)}`);
    }
  }
}
