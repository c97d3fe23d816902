import { Inject, Injectable, Logger } from '@nestjs/common';
import { EventLog, Outbox, type OutboxRow, Transactions, type Webhook, Webhooks } from '../../records';
import { Claims } from '../claims';
import { type Clock, CLOCK } from '../clock';
import { CONFIG, type Config } from '../config';
import { nextPause } from '../mail/backoff';
import { deliver, DeliveryProblem } from './deliver';
import { signatureOf } from './signature';

/** What became of a delivery. `not-ours`: it is done, not yet due, or another sender has it. */
export type Delivered = 'sent' | 'later' | 'failed' | 'not-ours';

/** Delivers one message of the outbox to the other system. Only a process that dies before noting it delivers twice. */
@Injectable()
export class WebhookSender {
  private readonly log = new Logger('webhook');
  private readonly claims: Claims;

  constructor(
    private readonly outbox: Outbox,
    private readonly webhooks: Webhooks,
    private readonly events: EventLog,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.claims = new Claims('webhook', outbox, transactions, clock);
  }

  async send(messageId: string): Promise<Delivered> {
    const row = await this.claims.take(messageId);
    if (!row) return 'not-ours';
    const webhook = await this.webhooks.of(this.transactions.reader, row.institutionId);
    try {
      if (!webhook?.active) throw new DeliveryProblem('off');
      await this.post(row, webhook);
    } catch (error) {
      if (!(error instanceof DeliveryProblem)) throw error;
      return this.refused(row, error);
    }
    await this.claims.sent(row.id);
    return 'sent';
  }

  /** The address and the secrets are those of now: a delivery that waits goes where the institution wants it by then. */
  private post(row: OutboxRow, webhook: Webhook): Promise<void> {
    const now = this.clock.now();
    const body = JSON.stringify(row.facts);
    const timestamp = Math.floor(now.getTime() / 1_000);
    const { previousSecret: previous, previousUntil: until } = webhook;
    const secrets = [webhook.secret, ...(previous && until && until > now ? [previous] : [])];
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Qasja',
      'webhook-id': row.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf(secrets, row.id, timestamp, body),
    };
    return deliver(new URL(webhook.url), headers, body, this.config);
  }

  private async refused(row: OutboxRow, { code, message: problem }: DeliveryProblem): Promise<Delivered> {
    // Switched off, it would wait for somebody who decided that nothing is to be sent.
    const pause = code === 'off' ? null : nextPause(row.attempts, Math.random());
    this.log.warn(`Delivery ${row.id}: attempt ${row.attempts} failed (${problem})`);
    if (pause !== null) {
      const nextAttemptAt = new Date(this.clock.now().getTime() + pause);
      await this.outbox.settle(this.transactions.reader, row.id, { state: 'pending', nextAttemptAt, problem });
      return 'later';
    }
    await this.giveUp(row, problem);
    return 'failed';
  }

  /** An event of the house and not of the case, which would be told by the same webhook. */
  private async giveUp({ id: messageId, institutionId }: OutboxRow, problem: string): Promise<void> {
    const event = { type: 'webhook.failed', occurredOn: this.clock.today(), messageId, problem };
    await this.transactions.run(async (tx) => {
      await this.outbox.settle(tx, messageId, { state: 'failed', problem, failure: 'gave-up' });
      await this.events.append(tx, institutionId, this.clock.now(), [
        { caseId: null, actor: { kind: 'system' }, event },
      ]);
    });
  }
}
