import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  Absences,
  type ApiToken,
  EventLog,
  type Official,
  People,
  Standings,
  Tokens,
  Transactions,
} from '../../records';
import { type Clock, CLOCK } from '../clock';
import type { SignedIn } from '../web/request';
import { officialNow } from './load-official';

/** So that a token found in a log or a mail is known for what it is. */
const PREFIX = 'qsj_';
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Nobody active has this e-mail address. */
export class NoSuchOfficial extends Error {}

/** Personal keys to the API. A key can do what its official can do, as long as the official is active. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly transactions: Transactions,
    readonly people: People,
    readonly absences: Absences,
    readonly standings: Standings,
    private readonly tokens: Tokens,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a token; its text is returned this once and kept nowhere. Throws `NoSuchOfficial`. */
  async create(email: string, name: string): Promise<string> {
    const official = await this.active(email);
    const token = PREFIX + randomBytes(32).toString('base64url');
    const row = {
      id: randomUUID(),
      officialId: official.id,
      name: name.slice(0, 100),
      hash: hashOf(token),
      createdAt: this.clock.now(),
      revokedAt: null,
    };
    await this.transactions.run(async (tx) => {
      await this.tokens.add(tx, row);
      await this.record(tx, official, 'token.created', row.id);
    });
    return token;
  }

  /** The official whose token this is, or null: unknown, revoked, or the official is no longer let in. */
  async official(token: string): Promise<SignedIn | null> {
    if (!token.startsWith(PREFIX) || token.length > 100) return null;
    const row = await this.tokens.byHash(this.transactions.reader, hashOf(token));
    return row && officialNow(this, this.transactions.reader, row.officialId, this.clock.today());
  }

  /** An official's tokens, also the revoked ones. Throws `NoSuchOfficial`. */
  async list(email: string): Promise<ApiToken[]> {
    return this.tokens.ofOfficial(this.transactions.reader, (await this.active(email)).id);
  }

  /** False when this official has no such token, or it was revoked before. Throws `NoSuchOfficial`. */
  async revoke(email: string, id: string): Promise<boolean> {
    const official = await this.active(email);
    return this.transactions.run(async (tx) => {
      const revoked = await this.tokens.revoke(tx, official.id, id, this.clock.now());
      if (revoked) await this.record(tx, official, 'token.revoked', id);
      return revoked;
    });
  }

  private async active(email: string): Promise<Official> {
    const official = await this.people.byEmail(this.transactions.reader, email);
    if (!official?.active) throw new NoSuchOfficial(email);
    return official;
  }

  private async record(
    tx: Parameters<EventLog['append']>[0],
    official: Official,
    type: string,
    tokenId: string,
  ): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), tokenId, officialId: official.id };
    await this.log.append(tx, official.institutionId, this.clock.now(), [
      { caseId: null, actor: { kind: 'system' }, event },
    ]);
  }
}
