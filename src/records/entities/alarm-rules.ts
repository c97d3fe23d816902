import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AckRule, Ladders, OfficeHours } from '../../core/alarms';
import type { LocalDate } from '../../core/law';
import { DAY, ID, INSTANT, JSON_TEXT } from '../columns';
import { Institution, Official } from './people';

/** The ladders and hours of an institution. Append-only: a change is a new row with the next number. */
@Entity('alarm_rules')
@Index('alarm_rules_number', ['institutionId', 'number'], { unique: true })
export class AlarmRulesRow {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'alarm_rules_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  /** 1, 2, 3 … within the institution. */
  @Column({ type: 'integer' }) number!: number;
  @Column(JSON_TEXT) ladders!: Ladders;
  @Column(JSON_TEXT) hours!: OfficeHours;
  @Column(JSON_TEXT) ack!: AckRule;
  /** The administrator who changed them. */
  @Column(ID) changedBy!: string;
  @Column({ type: 'varchar', length: 500, nullable: true }) reason!: string | null;
  @Column(INSTANT) recordedAt!: Date;
}

/** Days on which an official is away, and who stands in. It may be cancelled, but is never deleted. */
@Entity('absences')
@Index('absences_institution_until', ['institutionId', 'untilOn'])
@Index('absences_official', ['officialId', 'untilOn'])
export class AbsenceRow {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'absences_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  @ForeignKey(() => Official, { name: 'absences_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  /** First and last day away (Europe/Belgrade). */
  @Column(DAY) fromOn!: LocalDate;
  @Column(DAY) untilOn!: LocalDate;
  /** Null: nobody stands in, and the alarms go to those who are told instead. */
  @Column({ ...ID, nullable: true }) standInId!: string | null;
  @Column({ ...INSTANT, nullable: true }) cancelledAt!: Date | null;
  /** Who entered it: the official, or an administrator. */
  @Column(ID) byId!: string;
  @Column(INSTANT) recordedAt!: Date;
}
