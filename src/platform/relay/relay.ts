import { Injectable } from '@nestjs/common';
import { type MessageChannel, Transactions } from '../../records';
import { JobQueue, messagesTogether } from '../queue';

/** Sends the outbox on its way after a commit. */
@Injectable()
export class Relay {
  constructor(
    private readonly queue: JobQueue,
    transactions: Transactions,
  ) {
    // What is written for another system is written with the event itself: no feature knows of it.
    transactions.tellOfDeliveries((ids) => this.nudge(ids, 'patient', 'webhook'));
  }

  /**
   * Queues the messages that a committed transaction wrote. Never waits and never throws: without Redis they stay in the
   * outbox, and the relay's next round finds them there. `patient`: behind the messages that somebody waits for.
   */
  nudge(messageIds: readonly string[], priority: 'now' | 'patient' = 'now', channel: MessageChannel = 'mail'): void {
    this.queue.add(messagesTogether(messageIds, channel), priority).catch(() => undefined);
  }
}
