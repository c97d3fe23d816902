import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { Official, RecoveryCodeRow, SecondFactorRow } from '../entities';
import { insertAll, type Tx } from '../transactions';

/** Second factors and their recovery codes. Secrets are encrypted and codes hashed before they come here. */
@Injectable()
export class SecondFactors {
  of(tx: Tx, officialId: string): Promise<SecondFactorRow | null> {
    return tx.findOneBy(SecondFactorRow, { officialId });
  }

  /** A new second factor in the place of any before it. */
  async set(tx: Tx, row: SecondFactorRow, codeHashes: readonly string[]): Promise<void> {
    await tx.delete(SecondFactorRow, { officialId: row.officialId });
    await insertAll(tx, SecondFactorRow, [row]);
    await this.replaceCodes(tx, row.officialId, codeHashes);
    await tx.update(Official, { id: row.officialId }, { secondFactorAt: row.createdAt });
  }

  /** False when there was none. */
  async remove(tx: Tx, officialId: string): Promise<boolean> {
    await tx.delete(RecoveryCodeRow, { officialId });
    const { affected } = await tx.delete(SecondFactorRow, { officialId });
    await tx.update(Official, { id: officialId }, { secondFactorAt: null });
    return affected === 1;
  }

  /** Marks the code of a step as used; false when it, or a later one, was used before. */
  async useStep(tx: Tx, officialId: string, step: number): Promise<boolean> {
    const done = await tx.update(SecondFactorRow, { officialId, lastStep: LessThan(step) }, { lastStep: step });
    return done.affected === 1;
  }

  async replaceCodes(tx: Tx, officialId: string, hashes: readonly string[]): Promise<void> {
    await tx.delete(RecoveryCodeRow, { officialId });
    const rows = hashes.map((hash) => ({ id: randomUUID(), officialId, hash, usedAt: null }));
    await insertAll(tx, RecoveryCodeRow, rows);
  }

  /** Uses a recovery code up; false for a wrong or used one. */
  async useCode(tx: Tx, officialId: string, hash: string, now: Date): Promise<boolean> {
    const done = await tx.update(RecoveryCodeRow, { officialId, hash, usedAt: IsNull() }, { usedAt: now });
    return done.affected === 1;
  }

  /** How many recovery codes nobody has used. */
  codesLeft(tx: Tx, officialId: string): Promise<number> {
    return tx.countBy(RecoveryCodeRow, { officialId, usedAt: IsNull() });
  }
}
