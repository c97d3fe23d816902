import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CODE, ID, INSTANT } from '../columns';
import { Official } from './people';

/** invitation: from an administrator to a new official. reset: asked for by somebody who forgot the password. */
export type SignInLinkPurpose = 'invitation' | 'reset';

/** A link by which an official chooses a password, once. Its secret part is computed and is not in the database. */
@Entity('sign_in_links')
@Index('sign_in_links_official', ['officialId', 'createdAt'])
export class SignInLink {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Official, { name: 'sign_in_links_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @Column(CODE) purpose!: SignInLinkPurpose;
  @Column(INSTANT) createdAt!: Date;
  @Column(INSTANT) expiresAt!: Date;
  @Column({ ...INSTANT, nullable: true }) usedAt!: Date | null;
  @Column({ ...INSTANT, nullable: true }) revokedAt!: Date | null;
}

/** The second factor of an official: a secret that their phone shares with us, encrypted by a key outside the database. */
@Entity('second_factors')
export class SecondFactorRow {
  @ForeignKey(() => Official, { name: 'second_factors_official_fk', onDelete: 'RESTRICT' })
  @PrimaryColumn(ID)
  officialId!: string;
  @Column({ type: 'varchar', length: 200 }) secret!: string;
  /** The last step of 30 seconds whose code was used: no code is taken twice. */
  @Column({ type: 'integer' }) lastStep!: number;
  @Column(INSTANT) createdAt!: Date;
}

/** A code for the day on which the phone is lost, shown once; only its SHA-256 is kept. */
@Entity('recovery_codes')
@Index('recovery_codes_once', ['officialId', 'hash'], { unique: true })
export class RecoveryCodeRow {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Official, { name: 'recovery_codes_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @Column({ type: 'varchar', length: 64 }) hash!: string;
  @Column({ ...INSTANT, nullable: true }) usedAt!: Date | null;
}

/** Who an official is at the provider through which they sign in (OpenID Connect). */
@Entity('provider_subjects')
@Index('provider_subjects_once', ['issuer', 'subject'], { unique: true })
@Index('provider_subjects_official', ['officialId', 'issuer'], { unique: true })
export class ProviderSubject {
  @PrimaryColumn(ID) id!: string;
  @ForeignKey(() => Official, { name: 'provider_subjects_official_fk', onDelete: 'RESTRICT' })
  @Column(ID)
  officialId!: string;
  @Column({ type: 'varchar', length: 500 }) issuer!: string;
  /** The provider's own name for the person; it stays when an e-mail address is given to somebody else. */
  @Column({ type: 'varchar', length: 255 }) subject!: string;
  @Column(INSTANT) createdAt!: Date;
}
