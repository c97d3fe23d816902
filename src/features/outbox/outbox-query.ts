import type { MessageState, OutboxPlace } from '../../records';
import { deskPaths } from '../../platform/paths';

/** What the list can be narrowed to. */
export const SHOWN = {
  all: ['pending', 'sending', 'sent', 'failed', 'discarded'],
  waiting: ['pending', 'sending'],
  sent: ['sent'],
  failed: ['failed'],
} as const satisfies Record<string, readonly MessageState[]>;
export type Shown = keyof typeof SHOWN;

export interface OutboxQuery {
  show: Shown;
  before: OutboxPlace | null;
}

/** Reads the address of a page; anything that makes no sense is left out. */
export function readOutboxQuery(query: Record<string, unknown>): OutboxQuery {
  const show = typeof query.show === 'string' && Object.hasOwn(SHOWN, query.show) ? (query.show as Shown) : 'all';
  const [at = '', id = ''] = (typeof query.before === 'string' ? query.before : '').split('_');
  const createdAt = new Date(at);
  const before = id && !Number.isNaN(createdAt.getTime()) ? { createdAt, id } : null;
  return { show, before };
}

export function outboxAddress(show: Shown, before: OutboxPlace | null): string {
  const params = new URLSearchParams();
  if (show !== 'all') params.set('show', show);
  if (before) params.set('before', `${before.createdAt.toISOString()}_${before.id}`);
  const query = params.toString();
  return query ? `${deskPaths.outbox()}?${query}` : deskPaths.outbox();
}
