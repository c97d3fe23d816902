import { Injectable } from '@nestjs/common';
import { type MessageChannel, Transactions } from '../../records';
import { bundlesOf, FEW, type Job, JobQueue } from '../queue';

/** The jobs that send messages of one channel. */
export const jobsOf = (messageIds: readonly string[], channel: MessageChannel): Job[] =>
  messageIds.map((messageId) => ({ name: channel, data: { messageId } }));

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
    const jobs: Job[] =
      channel === 'mail' && messageIds.length > FEW
        ? bundlesOf(messageIds).map((ids) => ({ name: 'mails', data: { messageIds: ids } }))
        : jobsOf(messageIds, channel);
    this.queue.add(jobs, priority).catch(() => undefined);
  }
}
