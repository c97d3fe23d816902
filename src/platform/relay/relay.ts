import { Injectable } from '@nestjs/common';
import { JobQueue } from '../queue';

/** Sends the outbox on its way after a commit. */
@Injectable()
export class Relay {
  constructor(private readonly queue: JobQueue) {}

  /**
   * Queues the messages that a committed transaction wrote. Never waits and never throws: without Redis they stay in the
   * outbox, and the relay's next round finds them there. `patient`: behind the messages that somebody waits for.
   */
  nudge(messageIds: readonly string[], priority: 'now' | 'patient' = 'now'): void {
    const jobs = messageIds.map((messageId) => ({ name: 'mail', data: { messageId } }) as const);
    this.queue.add(jobs, priority).catch(() => undefined);
  }
}
