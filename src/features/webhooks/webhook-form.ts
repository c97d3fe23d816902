import { FIRST_WEBHOOK_EVENTS, WEBHOOK_EVENTS, type WebhookEvent } from '../../core/webhooks';
import type { Webhook } from '../../records';
import type { UrlProblem } from '../../platform/webhooks';

export interface WebhookForm {
  /** As typed. */
  url: string;
  events: WebhookEvent[];
}

/** What is wrong, by field; the codes have words in `webhooks.json` under `problem`. */
export interface WebhookProblems {
  url?: UrlProblem;
  events?: 'events-missing';
}

export const formOf = (webhook: Webhook | null): WebhookForm =>
  webhook ? { url: webhook.url, events: webhook.events } : { url: '', events: [...FIRST_WEBHOOK_EVENTS] };

/** Whether the address can be used is asked of the net, later (`urlProblem`). */
export function readWebhookForm(body: unknown): WebhookForm {
  const typed = (body ?? {}) as Record<string, unknown>;
  const ticked = [typed.events ?? []].flat();
  return {
    url: typeof typed.url === 'string' ? typed.url.trim() : '',
    events: WEBHOOK_EVENTS.filter((event) => ticked.includes(event)),
  };
}
