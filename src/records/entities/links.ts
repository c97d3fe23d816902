import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../columns';
import { CaseRow } from './cases';

/** Two cases that belong together; gone when they are parted, which their events remember. */
@Entity('case_links')
@Index('case_links_once', ['caseId', 'otherId'], { unique: true })
@Index('case_links_other', ['otherId'])
export class CaseLinkRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  /** The duplicate; of two related ones the one with the lower id. */
  @ForeignKey(() => CaseRow, { name: 'case_links_case_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  caseId!: string;
  /** The case into which it was merged; of two related ones the other. */
  @ForeignKey(() => CaseRow, { name: 'case_links_other_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  otherId!: string;
  @Column({ type: 'boolean' }) merged!: boolean;
  @Column(ID) byId!: string;
  @Column(INSTANT) at!: Date;
}
