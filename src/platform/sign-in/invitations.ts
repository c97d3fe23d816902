import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EventLog, type Official, Outbox, type SignInLink, SignInLinks, type Tx } from '../../records';
import { type Clock, CLOCK } from '../clock';
import type { SignedIn } from '../web/request';

/** Days for which an invitation works. */
export const INVITATION_DAYS = 7;
const DAY_MS = 24 * 60 * 60_000;

/** Who did it, and whose log it stands in: that of the invited official's institution. */
type Here = Pick<SignedIn, 'id' | 'institutionId'>;

/** open: its link works. lapsed: nobody used it in time. accepted: the official has chosen a password by it. */
export type InvitationState = 'none' | 'open' | 'lapsed' | 'revoked' | 'accepted';

export function invitationState(link: SignInLink | undefined, now: Date): InvitationState {
  if (!link) return 'none';
  if (link.usedAt) return 'accepted';
  if (link.revokedAt) return 'revoked';
  return link.expiresAt > now ? 'open' : 'lapsed';
}

/** Invitations by mail: the official chooses password and language, and nobody else ever knows the password. */
@Injectable()
export class Invitations {
  constructor(
    private readonly links: SignInLinks,
    private readonly outbox: Outbox,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes the invitation and its mail; an earlier one stops working. Returns the mail's id, for the relay after the commit. */
  async send(tx: Tx, by: SignedIn, official: Official): Promise<string[]> {
    const now = this.clock.now();
    const id = randomUUID();
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * DAY_MS);
    await this.links.revokeAll(tx, official.id, now);
    await this.links.add(tx, {
      ...{ id, officialId: official.id, purpose: 'invitation', createdAt: now, expiresAt },
      ...{ usedAt: null, revokedAt: null },
    });
    const here = { id: by.id, institutionId: official.institutionId };
    await this.record(tx, here, 'official.invited', official.id, { linkId: id, until: expiresAt.toISOString() });
    return this.outbox.add(tx, now, [
      {
        institutionId: official.institutionId,
        caseId: null,
        kind: 'invitation',
        recipient: official.email,
        language: official.language,
        facts: { linkId: id, linkUntil: expiresAt.toISOString() },
      },
    ]);
  }

  /** Ends the links of an official that still work. */
  async revoke(tx: Tx, by: SignedIn, officialId: string): Promise<void> {
    const ended = await this.links.revokeAll(tx, officialId, this.clock.now());
    if (ended > 0) await this.record(tx, by, 'official.invitation-revoked', officialId, {});
  }

  private async record(tx: Tx, by: Here, type: string, officialId: string, data: object): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), officialId, ...data };
    const actor = { kind: 'official' as const, id: by.id };
    await this.log.append(tx, by.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}
