import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { WebhookEvent } from '../../core/webhooks';
import { ID, INSTANT, JSON_TEXT } from '../columns';
import { Institution } from './people';

/** Another system of the institution that is told what happens. One at most, so the institution is its key. */
@Entity('webhooks')
export class Webhook {
  @ForeignKey(() => Institution, { name: 'webhooks_institution_fk', onDelete: 'RESTRICT' })
  @PrimaryColumn(ID)
  institutionId!: string;
  @Column({ type: 'varchar', length: 500 }) url!: string;
  @Column(JSON_TEXT) events!: WebhookEvent[];
  /** `whsec_` and base64. Kept readable: every delivery is signed with it. Shown to nobody after it was made. */
  @Column({ type: 'varchar', length: 100 }) secret!: string;
  /** The secret before this one signs too until `previousUntil`, so that the receiver can change over in peace. */
  @Column({ type: 'varchar', length: 100, nullable: true }) previousSecret!: string | null;
  @Column({ ...INSTANT, nullable: true }) previousUntil!: Date | null;
  @Column({ type: 'boolean' }) active!: boolean;
  @Column(INSTANT) createdAt!: Date;
  @Column(INSTANT) changedAt!: Date;
}
