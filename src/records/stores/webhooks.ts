import { Injectable } from '@nestjs/common';
import type { WebhookPayload } from '../../core/webhooks';
import { Institution, OutboxRow, Webhook } from '../entities';
import { change, insertAll, noteDeliveries, type Tx } from '../transactions';
import { deliveryRow } from './delivery-row';

/** Which other system an institution tells what happens. */
@Injectable()
export class Webhooks {
  /** Null while the institution has none. One that is switched off is there, and not active. */
  of(tx: Tx, institutionId: string): Promise<Webhook | null> {
    return tx.findOneBy(Webhook, { institutionId });
  }

  async add(tx: Tx, webhook: Webhook): Promise<void> {
    await insertAll(tx, Webhook, [webhook]);
  }

  async change(tx: Tx, institutionId: string, columns: Partial<Webhook>): Promise<void> {
    await change(tx, Webhook, { institutionId }, columns);
  }

  /** Writes a delivery that says nothing but that it arrives. */
  async addTest(tx: Tx, webhook: Webhook, payload: Omit<WebhookPayload, 'institution'>): Promise<void> {
    const { code } = await tx.findOneByOrFail(Institution, { id: webhook.institutionId });
    const at = new Date(payload.recordedAt);
    const { id, type, occurredOn, recordedAt, ...facts } = payload;
    const whole = { id, type, occurredOn, recordedAt, institution: { code }, ...facts };
    await insertAll(tx, OutboxRow, [deliveryRow(webhook, null, whole, at)]);
    noteDeliveries(tx, [id]);
  }

  /** How many deliveries of an institution stand in which state, of those that have not arrived. */
  async notArrived(tx: Tx, institutionId: string): Promise<{ waiting: number; failed: number }> {
    const rows = await tx
      .createQueryBuilder(OutboxRow, 'm')
      .select('m.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .where('m.channel = :channel AND m.state IN (:...states) AND m.institutionId = :institutionId', {
        channel: 'webhook',
        states: ['pending', 'sending', 'failed'],
        institutionId,
      })
      .groupBy('m.state')
      .getRawMany<{ state: string; count: number | string }>();
    const of = (state: string): number => Number(rows.find((row) => row.state === state)?.count ?? 0);
    return { waiting: of('pending') + of('sending'), failed: of('failed') };
  }
}
