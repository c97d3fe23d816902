import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CODE, ID, INSTANT } from '../columns';

/** A time in which the sweep or the relay did not run; the unique key is why administrators hear of it once. */
@Entity('outages')
@Index('outages_once', ['name', 'sleptFrom'], { unique: true })
export class Outage {
  @PrimaryColumn(ID) id!: string;
  /** What slept: a `HeartbeatName`. */
  @Column(CODE) name!: string;
  /** Its last heartbeat. */
  @Column(INSTANT) sleptFrom!: Date;
  /** When somebody noticed; null when it was known only afterwards, because nobody was awake to look. */
  @Column({ ...INSTANT, nullable: true }) noticedAt!: Date | null;
  /** Its next heartbeat; null while it sleeps. */
  @Column({ ...INSTANT, nullable: true }) endedAt!: Date | null;
  /** Whether its end has been told. */
  @Column({ type: 'boolean' }) told!: boolean;
}

export type OutageNoticeKind = 'slept' | 'woke';

/** What one administrator is to be told of an outage, by a way of its own: the outbox needs what has stopped. */
@Entity('outage_notices')
@Index('outage_notices_once', ['outageId', 'officialId', 'kind'], { unique: true })
@Index('outage_notices_state', ['state'])
export class OutageNotice {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Outage, { name: 'outage_notices_outage_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  outageId!: string;
  @Column(ID) officialId!: string;
  @Column(CODE) kind!: OutageNoticeKind;
  /** `needless`: it ran again before this could be sent. */
  @Column(CODE) state!: 'pending' | 'sent' | 'refused' | 'needless';
  @Column({ type: 'integer' }) attempts!: number;
  @Column(INSTANT) nextAttemptAt!: Date;
  @Column(INSTANT) createdAt!: Date;
  @Column({ type: 'varchar', length: 500, nullable: true }) problem!: string | null;
}
