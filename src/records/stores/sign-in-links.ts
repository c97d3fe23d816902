import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import { SignInLink } from '../entities';
import { insertAll, type Tx } from '../transactions';

/** Invitations and links for a forgotten password, by their ids. */
@Injectable()
export class SignInLinks {
  async add(tx: Tx, link: SignInLink): Promise<void> {
    await insertAll(tx, SignInLink, [link]);
  }

  /** The link while it works: not used, not revoked, not over. */
  working(tx: Tx, id: string, now: Date): Promise<SignInLink | null> {
    return tx.findOneBy(SignInLink, { id, usedAt: IsNull(), revokedAt: IsNull(), expiresAt: MoreThan(now) });
  }

  /** Marks it as used; false when it worked no longer: of two that press at once, one is let in. */
  async use(tx: Tx, id: string, now: Date): Promise<boolean> {
    const open = { id, usedAt: IsNull(), revokedAt: IsNull(), expiresAt: MoreThan(now) };
    return (await tx.update(SignInLink, open, { usedAt: now })).affected === 1;
  }

  /** Ends every link of an official that was not used; returns how many of them still worked. */
  async revokeAll(tx: Tx, officialId: string, now: Date): Promise<number> {
    const open = { officialId, usedAt: IsNull(), revokedAt: IsNull() };
    const working = await tx.countBy(SignInLink, { ...open, expiresAt: MoreThan(now) });
    await tx.update(SignInLink, open, { revokedAt: now });
    return working;
  }

  /** Those of these officials who have chosen a password by a link, whichever it was. */
  async whoChose(tx: Tx, officialIds: readonly string[]): Promise<Set<string>> {
    const where = { officialId: In([...officialIds]), usedAt: Not(IsNull()) };
    return new Set((await tx.find(SignInLink, { select: { officialId: true }, where })).map((row) => row.officialId));
  }

  /** The last invitation of each of these officials who has one. */
  async invitations(tx: Tx, officialIds: readonly string[]): Promise<Map<string, SignInLink>> {
    const rows = await tx.find(SignInLink, {
      where: { officialId: In([...officialIds]), purpose: 'invitation' },
      order: { createdAt: 'ASC' },
    });
    return new Map(rows.map((row) => [row.officialId, row]));
  }
}
