import type { WebhookPayload } from '../../core/webhooks';
import type { OutboxRow, Webhook } from '../entities';

/** The row of the outbox that carries a payload. Its address is that of the webhook when it is sent, not when it was written. */
export function deliveryRow(webhook: Webhook, caseId: string | null, payload: WebhookPayload, at: Date): OutboxRow {
  return {
    id: payload.id,
    institutionId: webhook.institutionId,
    caseId,
    channel: 'webhook',
    kind: payload.type,
    // The whole address may hold a key of the receiver's: the list of messages shows the host alone.
    recipient: new URL(webhook.url).hostname.slice(0, 254),
    language: 'en',
    facts: { ...payload },
    fileIds: [],
    state: 'pending',
    attempts: 0,
    nextAttemptAt: at,
    createdAt: at,
    sentAt: null,
    failure: null,
    problem: null,
  };
}
