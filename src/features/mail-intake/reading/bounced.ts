import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config';
import { FileKeeper } from '../../../platform/files';
import { FailedMessages, messageHost } from '../../../platform/mail';
import { type MailRow, Outbox, type OutboxRow, type Tx } from '../../../records';
import { readBounce } from './bounce';

/** Messages of ours that a report says did not arrive, with the server's words. */
export interface CameBack {
  messages: OutboxRow[];
  problem: string;
}

/**
 * Finds the messages that came back, and marks them as failed. Their ids are random and stand only in what went to the
 * recipient, so that nobody else can say of a message that it did not arrive.
 */
@Injectable()
export class Bounced {
  constructor(
    private readonly outbox: Outbox,
    private readonly failed: FailedMessages,
    private readonly keeper: FileKeeper,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null when the report is not about a message that we took for delivered. */
  async find(tx: Tx, mail: Pick<MailRow, 'sha256'>): Promise<CameBack | null> {
    const bounce = await readBounce(this.keeper.pathOf(mail), messageHost(this.config.publicUrl));
    if (!bounce) return null;
    // Reports come to the one address of MAIL_FROM, whichever institution of the installation has written.
    const messages = await this.outbox.sentOnes(tx, bounce.ids);
    return messages.length === 0 ? null : { messages, problem: bounce.problem };
  }

  /** In the caller's transaction. A message that failed meanwhile, or is being sent anew, stays as it is. */
  async note(tx: Tx, { messages, problem }: CameBack): Promise<void> {
    for (const message of messages) {
      if (await this.outbox.bounced(tx, message.id, problem.slice(0, 500))) {
        await this.failed.record(tx, message, 'bounced');
      }
    }
  }
}
