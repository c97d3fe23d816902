import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Language, PageLanguage, RetentionRule, Role } from '../../core/casefile';
import type { ClarificationRule } from '../../core/law';
import type { LocalDate } from '../../core/law';
import { CODE, DAY, ID, INSTANT, JSON_TEXT } from '../columns';

/** What an institution may set; every field has a default in `institutionSettings`. */
export interface InstitutionSettings {
  extensionReading?: 'A' | 'B';
  workingDays?: boolean;
  clarification?: ClarificationRule;
  signatureThreshold?: number;
  /** How the time is divided inside the municipality: see `BackPlanSettings`. */
  directorateShare?: number;
  draftDaysBefore?: number;
  signOffDaysBefore?: number;
  /** The official who is on call for urgent requests. */
  onCallId?: string;
  /** Working days in which another institution can accept a request offered to it. */
  handshakeDays?: number;
  /** Who must have a second factor at the sign-in. */
  secondFactorRoles?: Role[];
  /** In which languages it can be asked and answers, its first one first: see `offeredLanguages`. */
  languages?: Language[];
  look?: Look;
  /** For how long who asked is kept after the end; without it nothing is taken away. */
  retention?: RetentionRule;
  address?: string;
  email?: string;
  phone?: string;
}

/** How the pages and papers of an institution look. */
export interface Look {
  /** A name of `COLOURS`. */
  colour?: string;
  /** What stands below the institution's name on its papers, such as the office that answers. */
  office?: { sq: string; sr: string; en: string };
  /** Its coat of arms, a picture in the folder of files. */
  crest?: { sha256: string; mediaType: string; size: number };
}

/** A municipality. Everything else belongs to exactly one. */
@Entity('institutions')
export class Institution {
  @PrimaryColumn(ID) id!: string;
  /** Stands at the front of every protocol number. */
  @Index('institutions_code', { unique: true }) @Column({ type: 'varchar', length: 12 }) code!: string;
  @Column({ type: 'varchar', length: 200 }) nameSq!: string;
  @Column({ type: 'varchar', length: 200 }) nameSr!: string;
  @Column({ type: 'varchar', length: 200 }) nameEn!: string;
  @Column(JSON_TEXT) settings!: InstitutionSettings;
  /** What its dates are counted by now (`ClockBasisRow`). */
  @Column({ ...ID, default: '' }) basisId!: string;
  /** Its own ladders and hours (`AlarmRulesRow`); null while it keeps to the defaults. */
  @Column({ ...ID, nullable: true }) alarmRulesId?: string | null;
  @Column({ type: 'boolean' }) active!: boolean;
  /**
   * Nobody who works there has been able to sign in yet: the public is not offered it, because a clock would run with nobody
   * to answer. Null once somebody came.
   */
  @Column({ type: 'boolean', nullable: true }) unserved?: boolean | null;
  @Column(INSTANT) createdAt!: Date;
}

@Entity('directorates')
@Index('directorates_institution', ['institutionId'])
export class Directorate {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'directorates_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  @Column({ type: 'varchar', length: 200 }) nameSq!: string;
  @Column({ type: 'varchar', length: 200 }) nameSr!: string;
  @Column({ type: 'varchar', length: 200 }) nameEn!: string;
  /** The official who heads it and whom an escalation reaches. */
  @Column({ ...ID, nullable: true }) headId!: string | null;
  @Column({ type: 'boolean' }) active!: boolean;
}

@Entity('officials')
@Index('officials_institution', ['institutionId'])
export class Official {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Institution, { name: 'officials_institution_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  institutionId!: string;
  /** Lower case; the sign-in name. */
  @Index('officials_email', { unique: true }) @Column({ type: 'varchar', length: 254 }) email!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  /** For text messages, which another system sends (see `Webhook`). */
  @Column({ type: 'varchar', length: 40, nullable: true }) phone?: string | null;
  @Column({ type: 'varchar', length: 200 }) passwordHash!: string;
  @Column(CODE) role!: Role;
  @ForeignKey(() => Directorate, { name: 'officials_directorate_fk', onDelete: 'RESTRICT' })
  @Column({ ...ID, nullable: true })
  directorateId!: string | null;
  @Column({ type: 'varchar', length: 3 }) language!: PageLanguage;
  @Column({ type: 'boolean' }) active!: boolean;
  /** Since when a code from the phone is asked besides the password; null while it is not. */
  @Column({ ...INSTANT, nullable: true }) secondFactorAt?: Date | null;
  /** The last day (Europe/Belgrade) on which they are let in; null for those who work here. */
  @Column({ ...DAY, nullable: true }) accessUntil?: LocalDate | null;
  /** Looks after the whole installation: adds institutions. Counts while they are an administrator. */
  @Column({ type: 'boolean', nullable: true }) keeper?: boolean | null;
  @Column(INSTANT) createdAt!: Date;
}

/** A browser's sign-in. The id is the SHA-256 of what the cookie holds, so that a stolen table opens nothing. */
@Entity('sessions')
@Index('sessions_official', ['officialId'])
@Index('sessions_expires', ['expiresAt'])
export class Session {
  @PrimaryColumn({ type: 'varchar', length: 64 }) id!: string;
  @Column({ ...ID, nullable: true }) officialId!: string | null;
  @Column({ type: 'text' }) data!: string;
  @Column(INSTANT) expiresAt!: Date;
}

/** A personal key to the API, shown once; only its SHA-256 is kept. */
@Entity('api_tokens')
export class ApiToken {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Official, { name: 'api_tokens_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @Column({ type: 'varchar', length: 100 }) name!: string;
  @Index('api_tokens_hash', { unique: true }) @Column({ type: 'varchar', length: 64 }) hash!: string;
  @Column(INSTANT) createdAt!: Date;
  @Column({ ...INSTANT, nullable: true }) revokedAt!: Date | null;
}

/** The secret address of an official's calendar, shown once; only the SHA-256 of its token is kept. */
@Entity('calendar_feeds')
@Index('calendar_feeds_official', ['officialId'])
export class CalendarFeed {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Official, { name: 'calendar_feeds_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @Index('calendar_feeds_hash', { unique: true }) @Column({ type: 'varchar', length: 64 }) hash!: string;
  @Column(INSTANT) createdAt!: Date;
  @Column({ ...INSTANT, nullable: true }) revokedAt!: Date | null;
  @Column({ ...INSTANT, nullable: true }) lastReadAt!: Date | null;
  /** SHA-256 of what it said last, and since when: a calendar program asks what changed since it looked. */
  @Column({ type: 'varchar', length: 64, nullable: true }) contentHash!: string | null;
  @Column({ ...INSTANT, nullable: true }) contentSince!: Date | null;
}

/** Failed attempts (sign-in, tracking code) in a window, by a hash of who tried at what. */
@Entity('attempts')
export class Attempt {
  @PrimaryColumn({ type: 'varchar', length: 80 }) key!: string;
  @Column({ type: 'integer' }) count!: number;
  @Index('attempts_until') @Column(INSTANT) until!: Date;
}

/** The keeper of the sweep's and the relay's heartbeat, and other facts that all processes share. */
@Entity('heartbeats')
export class Heartbeat {
  @PrimaryColumn(CODE) name!: string;
  @Column(INSTANT) at!: Date;
}
