import { type MessageChannel, type Outbox, type OutboxRow, SENDING_LIMIT_MS, type Transactions } from '../records';
import type { Clock } from './clock';
import { Together } from './together';

const TOGETHER = 50;
/** Nobody waits for a message as somebody waits for a page: between two commits the pages' process may write. */
const REST_MS = 25;
/** How often a sender says that it is still at a message: several times before another one may take it. */
const SAY_SO_MS = SENDING_LIMIT_MS / 4;
/** After some ten minutes no mail server answers any more: then another sender may try. */
const MOST_SAID = 20;
/** A failover takes seconds; after this another sender has the message anyway. */
const PATIENCE_MS = SENDING_LIMIT_MS;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Takes messages of one channel of the outbox and notes them as sent. Those of the same moment share a commit: each one waits for the
 * disk.
 */
export class Claims {
  private readonly claims: Together<string, OutboxRow | null>;
  private readonly receipts: Together<string, void>;

  constructor(
    channel: MessageChannel,
    private readonly outbox: Outbox,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly saySoMs = SAY_SO_MS,
  ) {
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

  /**
   * Works at a message that was taken, and says from time to time that it is still in hand: a mail server that takes minutes
   * for each letter must not be offered it by a second sender meanwhile.
   */
  async keeping<T>(row: OutboxRow, work: () => Promise<T>): Promise<T> {
    let said = 0;
    const timer = setInterval(() => {
      said += 1;
      if (said > MOST_SAID) return clearInterval(timer);
      // Unsaid it is said again soon; and a message that is done, or another's by now, is not touched.
      void this.outbox.keep(this.transactions.reader, row, this.clock.now()).catch(() => undefined);
    }, this.saySoMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  /** Notes a message as sent. A database that is away is waited for: what is not noted is sent once more, by another sender. */
  async sent(messageId: string): Promise<void> {
    for (let waited = 0, pause = FIRST_PAUSE_MS; ; waited += pause, pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        return await this.receipts.do(messageId);
      } catch (error) {
        if (waited > PATIENCE_MS) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}
