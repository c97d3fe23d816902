import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ID, JSON_TEXT } from '../columns';
import { Submission } from './cases';

/**
 * Who sent a submission, exactly as it was typed: a record of its own, apart from the submission and the case, and deleted
 * when its time is over. `Applicant` is whom the institution answers.
 */
@Entity('identities')
export class Identity {
  @PrimaryColumn(ID)
  @ForeignKey(() => Submission, { name: 'identities_submission_fk', onDelete: 'RESTRICT' })
  submissionId!: string;
  @Column(ID) institutionId!: string;
  @Column(JSON_TEXT) sent!: Record<string, unknown>;
  /** Goes into the submission's fingerprint (see `fingerprintOf`); empty for what was sent before there was one. */
  @Column({ type: 'varchar', length: 32 }) salt!: string;
}
