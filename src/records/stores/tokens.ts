import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { ApiToken } from '../entities';
import { insertAll, type Tx } from '../transactions';

/** Personal keys to the API, by their hash. */
@Injectable()
export class Tokens {
  async add(tx: Tx, token: ApiToken): Promise<void> {
    await insertAll(tx, ApiToken, [token]);
  }

  /** The token with this hash, unless it was revoked. */
  byHash(tx: Tx, hash: string): Promise<ApiToken | null> {
    return tx.findOneBy(ApiToken, { hash, revokedAt: IsNull() });
  }

  /** An official's tokens, the newest first. */
  ofOfficial(tx: Tx, officialId: string): Promise<ApiToken[]> {
    return tx.find(ApiToken, { where: { officialId }, order: { createdAt: 'DESC' } });
  }

  /** Returns false when there is no such token of this official, or it was revoked already. */
  async revoke(tx: Tx, officialId: string, id: string, now: Date): Promise<boolean> {
    const done = await tx.update(ApiToken, { id, officialId, revokedAt: IsNull() }, { revokedAt: now });
    return done.affected === 1;
  }
}
