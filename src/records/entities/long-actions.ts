import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CODE, ID, INSTANT, JSON_TEXT } from '../columns';
import { Institution, Official } from './people';

/** A register that is taken in; a calendar, and settings of the institution, by which many open cases are counted anew. */
export const LONG_ACTIONS = ['import', 'calendar', 'settings', 'export'] as const;
export type LongActionKind = (typeof LONG_ACTIONS)[number];

/** What an official asked for that takes longer than a page may take. */
@Entity('long_actions')
@Index('long_actions_institution', ['institutionId', 'createdAt'])
@Index('long_actions_unfinished', ['finishedAt', 'createdAt'])
export class LongAction {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'long_actions_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  @ForeignKey(() => Official, { name: 'long_actions_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @Column({ ...CODE, default: 'import' }) what!: LongActionKind;
  /** The details, as the feature reads it. */
  @Column(JSON_TEXT) facts!: Record<string, unknown>;
  /** How often a worker began it: one that is killed by it each time gives up. */
  @Column({ type: 'integer' }) tries!: number;
  /** What came of it; null while it is under way. */
  @Column({ ...JSON_TEXT, nullable: true }) result!: Record<string, unknown> | null;
  @Column(INSTANT) createdAt!: Date;
  @Column({ ...INSTANT, nullable: true }) finishedAt!: Date | null;
}
