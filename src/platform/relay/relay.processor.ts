import { Inject, Injectable } from '@nestjs/common';
import { Heartbeats, Outbox, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { JobHandlers, JobQueue, messagesSingly } from '../queue';

/** One round takes so many messages of each channel: more than a mail server takes until the next round. */
const A_ROUND = 6_000;
/** While more jobs than this wait, a round adds none: most of what it would find is in their bundles already. */
const BUSY = 100;

/** Finds messages that wait: nudged while Redis was away, refused for now, or held by a sender that died. */
@Injectable()
export class RelayProcessor {
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

  async round(): Promise<void> {
    const now = this.clock.now();
    const { waiting } = await this.queue.counts();
    for (const channel of waiting > BUSY ? [] : (['mail', 'webhook'] as const)) {
      const due = await this.outbox.due(this.transactions.reader, now, A_ROUND, channel);
      await this.queue.add(messagesSingly(due, channel), 'patient');
    }
    await this.transactions.run((tx) => this.heartbeats.beat(tx, 'relay', now));
  }
}
