import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Outbox, Transactions } from '../../records';
import { JobHandlers } from '../queue';
import { Together } from '../together';
import { Lanes } from './lanes';
import { WebhookSender } from './webhook-sender';

/** Deliveries in hand at once for one institution. */
const AT_ONCE = 4;
/** Deliveries of one institution that this process remembers; the relay brings the others again. */
const WAITING = 1_000;
const LOOKED_UP_TOGETHER = 100;

/**
 * The job that delivers one message to another system. The job itself only puts it into the lane of its institution: a
 * system that never answers must not hold the places of mails and alarms. Until it is delivered, the outbox remembers it.
 */
@Injectable()
export class WebhookProcessor implements BeforeApplicationShutdown {
  private readonly log = new Logger('webhook');
  private readonly lanes: Lanes;

  constructor(handlers: JobHandlers, sender: WebhookSender, outbox: Outbox, transactions: Transactions) {
    this.lanes = new Lanes((id) => this.send(sender, id), AT_ONCE, WAITING);
    const lookUps = new Together<string, string | undefined>(async (ids) => {
      const found = await outbox.institutionsOf(transactions.reader, ids);
      return ids.map((id) => found.get(id));
    }, LOOKED_UP_TOGETHER);
    handlers.register('webhook', async ({ messageId }) => {
      const institutionId = await lookUps.do(messageId);
      if (institutionId !== undefined) this.lanes.put(institutionId, messageId);
    });
  }

  /** What is in hand is finished, within the time of an attempt; the rest stays in the outbox. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.lanes.close();
  }

  private async send(sender: WebhookSender, id: string): Promise<void> {
    try {
      await sender.send(id);
    } catch (error) {
      // The database was away: taken or not, the delivery is due again when its time is over.
      this.log.error(`Delivery ${id}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
}
