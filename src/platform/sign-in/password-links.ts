import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { PageLanguage } from '../../core/casefile';
import {
  Administration,
  Attempts,
  EventLog,
  type Official,
  Opening,
  Outbox,
  People,
  Sessions,
  type SignInLink,
  SignInLinks,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../clock';
import { type Config, CONFIG } from '../config';
import { Relay } from '../relay';
import { provedId } from '../secrets';
import { mayEnter } from './access';
import { forgetFirstSignIn } from './first-administrator';
import { hashPassword } from './passwords';
import { passwordChangedMail } from './security-mails';

/** Minutes for which a link for a forgotten password works. */
export const RESET_MINUTES = 60;
const HOUR = 60 * 60_000;
const QUARTER = 15 * 60_000;
/** Mails to one official in an hour, whoever asks for them. */
export const MAILS_PER_HOUR = 3;
/** Questions of one network address in a quarter of an hour. */
export const ASKED_PER_ADDRESS = 20;
/** Every question takes as long: the time taken does not tell which addresses exist. */
const EVENLY_MS = 250;

/** A link that works, and whose it is. */
export interface OpenLink {
  link: SignInLink;
  official: Official;
}

/** Links by which an official chooses a password: those of invitations, and those for a forgotten password. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly administration: Administration,
    private readonly links: SignInLinks,
    private readonly opening: Opening,
    private readonly sessions: Sessions,
    private readonly attempts: Attempts,
    private readonly outbox: Outbox,
    private readonly log: EventLog,
    private readonly relay: Relay,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Somebody says that they forgot the password of this e-mail address. An active official gets a mail with a link; to
   * whoever asks the answer is the same, and takes as long, whether the address is known or not.
   */
  async ask(email: string, address: string): Promise<'asked' | 'too-many'> {
    const [answer] = await Promise.all([this.answer(email, address), pause(EVENLY_MS)]);
    return answer;
  }

  private async answer(email: string, address: string): Promise<'asked' | 'too-many'> {
    const now = this.clock.now();
    const byAddress = `reset:${address}`;
    const byAccount = `reset:${email.trim().toLowerCase()}`;
    const messageIds = await this.transactions.run(async (tx) => {
      await this.attempts.fail(tx, byAddress, now, QUARTER);
      if ((await this.attempts.count(tx, byAddress, now)) > ASKED_PER_ADDRESS) return null;
      await this.attempts.fail(tx, byAccount, now, HOUR);
      if ((await this.attempts.count(tx, byAccount, now)) > MAILS_PER_HOUR) return [];
      const official = await this.people.byEmail(tx, email);
      return official && mayEnter(official, this.clock.today()) ? this.send(tx, official, now) : [];
    });
    if (messageIds === null) return 'too-many';
    this.relay.nudge(messageIds);
    return 'asked';
  }

  private async send(tx: Tx, official: Official, now: Date): Promise<string[]> {
    const id = randomUUID();
    const expiresAt = new Date(now.getTime() + RESET_MINUTES * 60_000);
    await this.links.add(tx, {
      ...{ id, officialId: official.id, purpose: 'reset', createdAt: now, expiresAt },
      ...{ usedAt: null, revokedAt: null },
    });
    await this.record(tx, official, 'official.password-reset-asked', { linkId: id }, 'system');
    return this.outbox.add(tx, now, [
      {
        institutionId: official.institutionId,
        caseId: null,
        kind: 'password-reset',
        recipient: official.email,
        language: official.language,
        facts: { linkId: id, linkUntil: expiresAt.toISOString() },
      },
    ]);
  }

  /** The link behind the last part of its address; null when it does not work, or its official is no longer active. */
  async open(token: string): Promise<OpenLink | null> {
    const id = provedId(this.config.sessionSecret, 'links', token);
    if (id === null) return null;
    const { reader } = this.transactions;
    const link = await this.links.working(reader, id, this.clock.now());
    if (!link) return null;
    const official = await this.people.byId(reader, link.officialId);
    return official && mayEnter(official, this.clock.today()) ? { link, official } : null;
  }

  /**
   * Sets the password, once: every session and every other link of the official ends. Returns the official as they are
   * now; null when the link was used meanwhile. A reset is told by mail, so that nobody's password changes unseen.
   */
  async choose({ link, official }: OpenLink, password: string, language: PageLanguage): Promise<Official | null> {
    const passwordHash = await hashPassword(password);
    const now = this.clock.now();
    const isReset = link.purpose === 'reset';
    const messageIds = await this.transactions.run(async (tx) => {
      if (!(await this.links.use(tx, link.id, now))) return null;
      await this.links.revokeAll(tx, official.id, now);
      await this.administration.changeOfficial(tx, official.id, { passwordHash, language });
      await this.sessions.endAll(tx, official.id);
      const type = isReset ? 'official.password-reset-by-link' : 'official.invitation-accepted';
      await this.record(tx, official, type, { linkId: link.id }, 'official');
      const actor = { kind: 'official' as const, id: official.id };
      await this.opening.somebodyCame(tx, official, actor, this.clock.today(), now);
      return isReset ? this.outbox.add(tx, now, [passwordChangedMail({ ...official, language }, now)]) : [];
    });
    if (messageIds === null) return null;
    this.relay.nudge(messageIds);
    forgetFirstSignIn(this.config, official.email);
    return { ...official, passwordHash, language };
  }

  private async record(
    tx: Tx,
    official: Official,
    type: string,
    data: object,
    actorKind: 'system' | 'official',
  ): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), officialId: official.id, ...data };
    const actor = actorKind === 'system' ? { kind: actorKind } : { kind: actorKind, id: official.id };
    await this.log.append(tx, official.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}
