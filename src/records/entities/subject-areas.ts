import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID } from '../columns';
import { Institution } from './people';

/** An entry of the list by which an institution sorts its cases. Never deleted: cases and the event log name its code. */
@Entity('subject_areas')
@Index('subject_areas_code', ['institutionId', 'code'], { unique: true })
export class SubjectArea {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'subject_areas_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  /** Capital letters, digits and hyphens; it stays as it was entered. */
  @Column({ type: 'varchar', length: 12 }) code!: string;
  @Column({ type: 'varchar', length: 200 }) nameSq!: string;
  @Column({ type: 'varchar', length: 200 }) nameSr!: string;
  @Column({ type: 'varchar', length: 200 }) nameEn!: string;
  /** Its place in the list, the lowest first. */
  @Column({ type: 'integer' }) place!: number;
  /** False once it is retired: no case is given it any more. */
  @Column({ type: 'boolean' }) active!: boolean;
}
