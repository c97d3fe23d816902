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
