import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ProviderSubject } from '../entities';
import { insertAll, type Tx } from '../transactions';

/** Which official a person at a provider is. */
@Injectable()
export class ProviderSubjects {
  bySubject(tx: Tx, issuer: string, subject: string): Promise<ProviderSubject | null> {
    return tx.findOneBy(ProviderSubject, { issuer, subject });
  }

  /** Whether an official is linked to some account. */
  ofOfficial(tx: Tx, officialId: string): Promise<boolean> {
    return tx.existsBy(ProviderSubject, { officialId });
  }

  /** Those of these officials who are linked to some account. */
  async whoIsLinked(tx: Tx, officialIds: readonly string[]): Promise<Set<string>> {
    const where = { officialId: In([...officialIds]) };
    return new Set((await tx.find(ProviderSubject, { where })).map((row) => row.officialId));
  }

  /** Throws a duplicate (`isDuplicate`) when the official or the subject is linked already. */
  async link(tx: Tx, officialId: string, issuer: string, subject: string, createdAt: Date): Promise<void> {
    await insertAll(tx, ProviderSubject, [{ id: randomUUID(), officialId, issuer, subject, createdAt }]);
  }

  /** False when there was none. */
  async unlink(tx: Tx, officialId: string): Promise<boolean> {
    return ((await tx.delete(ProviderSubject, { officialId })).affected ?? 0) > 0;
  }
}
