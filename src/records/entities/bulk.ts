import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CODE, ID, INSTANT, JSON_TEXT } from '../columns';
import { CaseRow } from './cases';
import { Official } from './people';

/** What can be done to many cases at once. */
export const BULK_ACTS = ['assign', 'note'] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

/** One action of an official on many cases. Its cases are done one by one, each in a transaction of its own. */
@Entity('bulk_actions')
@Index('bulk_actions_official', ['officialId', 'createdAt'])
@Index('bulk_actions_unfinished', ['finishedAt', 'officialId'])
export class BulkAction {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @ForeignKey(() => Official, { name: 'bulk_actions_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @Column(CODE) act!: BulkAct;
  /** The fields of the form, as the move reads them. */
  @Column(JSON_TEXT) facts!: Record<string, string>;
  /** How many cases. */
  @Column({ type: 'integer' }) total!: number;
  @Column(INSTANT) createdAt!: Date;
  @Column({ ...INSTANT, nullable: true }) finishedAt!: Date | null;
}

export type BulkState = 'waiting' | 'done' | 'refused';

@Entity('bulk_items')
@Index('bulk_items_state', ['bulkId', 'state', 'position'])
@Index('bulk_items_case', ['caseId'])
export class BulkItem {
  @ForeignKey(() => BulkAction, { name: 'bulk_items_bulk_fk', onDelete: 'RESTRICT' })
  @PrimaryColumn(ID)
  bulkId!: string;
  @ForeignKey(() => CaseRow, { name: 'bulk_items_case_fk', onDelete: 'RESTRICT' })
  @PrimaryColumn(ID)
  caseId!: string;
  @Column({ type: 'integer' }) position!: number;
  /** The version under which the official saw the case. */
  @Column({ type: 'integer' }) version!: number;
  @Column(CODE) state!: BulkState;
  /** Why it was refused: a code of `desk:refused`, or of `bulk:refused`. */
  @Column({ type: 'varchar', length: 60, nullable: true }) code!: string | null;
}
