import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Administration, EventLog, Transactions, type Tx, type Webhook, Webhooks } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { newSecret } from '../../platform/webhooks';
import { refuseMeanwhile } from '../../platform/web/meanwhile';
import type { SignedIn } from '../../platform/web/request';
import { formOf, type WebhookForm } from './webhook-form';

/** So long a replaced secret goes on signing beside the new one. */
const OVERLAP_MS = 24 * 3_600_000;

/** Changes the webhook of an institution. Each change is one transaction with its event; no event holds the secret. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly transactions: Transactions,
    private readonly webhooks: Webhooks,
    private readonly administration: Administration,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Returns the secret when the webhook is new; it is not told again. Throws `ChangedMeanwhile` when somebody else changed
   * it since the form showed what `seen` says.
   */
  save(by: SignedIn, form: WebhookForm, seen: string): Promise<string | null> {
    const { url, events } = form;
    return this.change(by, async (tx, known, now) => {
      refuseMeanwhile(seen, formOf(known), form);
      const told = { events, host: new URL(url).hostname };
      if (!known) {
        const secret = newSecret();
        const previous = { previousSecret: null, previousUntil: null };
        const fresh = { institutionId: by.institutionId, url, events, secret, ...previous, active: true };
        await this.webhooks.add(tx, { ...fresh, createdAt: now, changedAt: now });
        await this.record(tx, by, 'webhook.created', told);
        return secret;
      }
      if (known.url === url && known.events.join() === events.join()) return null;
      await this.webhooks.change(tx, by.institutionId, { url, events, changedAt: now });
      await this.record(tx, by, 'webhook.changed', { ...told, address: known.url !== url });
      return null;
    });
  }

  /** A new secret; null when there is no webhook. The one before it signs too for a day, the one before that no more. */
  replaceSecret(by: SignedIn): Promise<string | null> {
    return this.change(by, async (tx, known, now) => {
      if (!known) return null;
      const secret = newSecret();
      const previous = { previousSecret: known.secret, previousUntil: new Date(now.getTime() + OVERLAP_MS) };
      await this.webhooks.change(tx, by.institutionId, { secret, ...previous, changedAt: now });
      await this.record(tx, by, 'webhook.secret-replaced', {});
      return secret;
    });
  }

  async setActive(by: SignedIn, active: boolean): Promise<void> {
    await this.change(by, async (tx, known, now) => {
      if (!known || known.active === active) return;
      await this.webhooks.change(tx, by.institutionId, { active, changedAt: now });
      await this.record(tx, by, active ? 'webhook.enabled' : 'webhook.disabled', {});
    });
  }

  /** Writes a delivery that says nothing but that it arrives. Its id; null when there is no webhook, or it is off. */
  test(by: SignedIn): Promise<string | null> {
    return this.change(by, async (tx, known, now) => {
      if (!known?.active) return null;
      const id = randomUUID();
      await this.webhooks.addTest(tx, known, {
        id,
        type: 'webhook.test',
        occurredOn: this.clock.today(),
        recordedAt: now.toISOString(),
        case: null,
        event: null,
        outcome: null,
        rung: null,
        recipient: null,
        message: null,
      });
      await this.record(tx, by, 'webhook.tested', { messageId: id });
      return id;
    });
  }

  /** Two administrators take turns. */
  private change<T>(by: SignedIn, work: (tx: Tx, known: Webhook | null, now: Date) => Promise<T>): Promise<T> {
    return this.transactions.run(async (tx) => {
      await this.administration.lockInstitution(tx, by.institutionId);
      return work(tx, await this.webhooks.of(tx, by.institutionId), this.clock.now());
    });
  }

  private async record(tx: Tx, by: SignedIn, type: string, facts: object): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), ...facts };
    const actor = { kind: 'official' as const, id: by.id };
    await this.log.append(tx, by.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}
