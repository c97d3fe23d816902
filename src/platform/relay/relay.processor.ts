import { Inject, Injectable } from '@nestjs/common';
import { Heartbeats, Outbox, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { JobHandlers, JobQueue } from '../queue';

/** One round takes so many messages: more than a mail server takes until the next round. */
const A_ROUND = 500;

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
    const due = await this.outbox.due(this.transactions.reader, now, A_ROUND);
    const jobs = due.map((messageId) => ({ name: 'mail', data: { messageId } }) as const);
    await this.queue.add(jobs, 'patient');
    await this.transactions.run((tx) => this.heartbeats.beat(tx, 'relay', now));
  }
}
