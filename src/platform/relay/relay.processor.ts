import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Heartbeats, Outbox, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { JobHandlers, JobQueue, messagesSingly } from '../queue';

/** One round takes so many messages of each channel: more than a mail server takes until the next round. */
const A_ROUND = 6_000;
/** While more jobs than this wait, a round adds none: most of what it would find is in their bundles already. */
const BUSY = 100;
/** After a round that was full: how often it is looked whether its jobs are nearly done. */
const LOOK_EVERY_MS = 300;

/** Finds messages that wait: nudged while Redis was away, refused for now, or held by a sender that died. */
@Injectable()
export class RelayProcessor implements OnApplicationShutdown {
  private looking: NodeJS.Timeout | null = null;

  constructor(
    handlers: JobHandlers,
    private readonly queue: JobQueue,
    private readonly outbox: Outbox,
    private readonly heartbeats: Heartbeats,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    handlers.register('relay', () => this.round());
  }

  onApplicationShutdown(): void {
    this.stopLooking();
  }

  async round(): Promise<void> {
    const now = this.clock.now();
    const { waiting } = await this.queue.counts();
    let isFull = false;
    for (const channel of waiting > BUSY ? [] : (['mail', 'webhook'] as const)) {
      const due = await this.outbox.due(this.transactions.reader, now, A_ROUND, channel);
      await this.queue.add(messagesSingly(due, channel), 'patient');
      isFull ||= due.length === A_ROUND;
    }
    // There may be more, after a day without a mail server: no connection idles until the next planned round.
    if (isFull) this.looking ??= setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
    await this.transactions.run((tx) => this.heartbeats.beat(tx, 'relay', now));
  }
  private async look(): Promise<void> {
    try {
      if (!this.looking || (await this.queue.counts()).waiting > BUSY) return;
      this.stopLooking();
      await this.round();
    } catch {
      // Redis or the database is away: the planned rounds come again.
      this.stopLooking();
    }
  }

  private stopLooking(): void {
    if (this.looking) clearInterval(this.looking);
    this.looking = null;
  }
}
