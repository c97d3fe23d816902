import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { TaskState } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import { CODE, DAY, ID, INSTANT, JSON_TEXT } from '../columns';
import { CaseRow } from './cases';
import { Directorate } from './people';

/**
 * A request for documents to a directorate: what was asked and what came back. Who has it, how it stands and until when
 * follow from the events of the case; they are kept here only as an index.
 */
@Entity('directorate_tasks')
@Index('directorate_tasks_case', ['caseId'])
@Index('directorate_tasks_institution', ['institutionId', 'state', 'dueOn', 'id'])
@Index('directorate_tasks_directorate', ['directorateId', 'state', 'dueOn', 'id'])
@Index('directorate_tasks_assignee', ['assigneeId', 'state', 'dueOn', 'id'])
export class TaskRow {
  @PrimaryColumn(ID) id!: string;
  @Column(ID) institutionId!: string;
  @ForeignKey(() => CaseRow, { name: 'directorate_tasks_case_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  caseId!: string;
  @ForeignKey(() => Directorate, { name: 'directorate_tasks_directorate_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  directorateId!: string;
  @Column({ ...ID, nullable: true }) assigneeId!: string | null;
  @Column(CODE) state!: TaskState;
  /** What is looked for, in the words of the official; the applicant is not named unless the official confirmed it. */
  @Column({ type: 'text' }) text!: string;
  /** What the directorate wrote back: with the documents, or why there are none. */
  @Column({ type: 'text', nullable: true }) answer!: string | null;
  /** Files that went with the request. */
  @Column(JSON_TEXT) fileIds!: string[];
  /** Files that came back. */
  @Column(JSON_TEXT) answerFileIds!: string[];
  @Column(ID) askedBy!: string;
  @Column(INSTANT) askedAt!: Date;
  /** Written when something happens to the case, for the order of lists; `9999-12-31` while there is no day. See `taskDue`. */
  @Column(DAY) dueOn!: LocalDate;
  @Column({ ...ID, nullable: true }) settledBy!: string | null;
  @Column({ ...INSTANT, nullable: true }) settledAt!: Date | null;
}
