import type { MessageChannel, Outbox, OutboxRow, Transactions } from '../records';
import type { Clock } from './clock';
import { Together } from './together';

const TOGETHER = 50;
/** Nobody waits for a message as somebody waits for a page: between two commits the pages' process may write. */
const REST_MS = 25;

/**
 * Takes messages of one channel of the outbox and notes them as sent. Those of the same moment share a commit: each one waits for the
 * disk.
 */
export class Claims {
  private readonly claims: Together<string, OutboxRow | null>;
  private readonly receipts: Together<string, void>;

  constructor(channel: MessageChannel, outbox: Outbox, transactions: Transactions, clock: Clock) {
    this.claims = new Together<string, OutboxRow | null>(
      (ids) => transactions.run((tx) => outbox.claim(tx, ids, clock.now(), channel)),
      TOGETHER,
      REST_MS,
    );
    this.receipts = new Together<string, void>(
      async (ids) => {
        // Tried again when the database is busy: a message that was sent and not noted would be sent twice.
        await transactions.run((tx) => outbox.sent(tx, ids, clock.now()));
        return ids.map(() => undefined);
      },
      TOGETHER,
      REST_MS,
    );
  }

  /** Null when the message is done, not yet due, of another channel, or another sender has it. */
  take(messageId: string): Promise<OutboxRow | null> {
    return this.claims.do(messageId);
  }

  sent(messageId: string): Promise<void> {
    return this.receipts.do(messageId);
  }
}
