import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  Administration,
  Attempts,
  type CalendarFeed,
  CalendarFeeds,
  EventLog,
  type HouseEvent,
  type Official,
  People,
  Transactions,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import type { SignedIn } from '../../platform/web/request';

const WINDOW_MS = 15 * 60_000;
const PER_ADDRESS = 30;

export type FeedLookup =
  | { state: 'found'; feed: CalendarFeed; official: Official }
  /** Never given, revoked, or of somebody who no longer works here: the three are not told apart. */
  | { state: 'unknown' }
  | { state: 'too-many'; until: Date };

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The secret address of an official's calendar: one at a time; only the hash of its token is kept. */
@Injectable()
export class FeedLinks {
  constructor(
    private readonly transactions: Transactions,
    private readonly feeds: CalendarFeeds,
    private readonly people: People,
    private readonly administration: Administration,
    private readonly attempts: Attempts,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The address that works now; null when there is none. */
  current(official: SignedIn): Promise<CalendarFeed | null> {
    return this.feeds.ofOfficial(this.transactions.reader, official.id);
  }

  /** Makes a new address and ends the one before. The token is returned this once and kept nowhere. */
  async create(official: SignedIn): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.change(official, { token });
    return token;
  }

  /** False when there was none. */
  revoke(official: SignedIn): Promise<boolean> {
    return this.change(official, null);
  }

  /** Whose calendar this is. Who guesses is told to wait; an address that works is never made to. */
  async find(token: string, address: string): Promise<FeedLookup> {
    const tx = this.transactions.reader;
    const feed = await this.feeds.byHash(tx, hashOf(token));
    const official = feed && (await this.people.byId(tx, feed.officialId));
    if (feed && official?.active) return { state: 'found', feed, official };
    const [what, now] = [`calendar:address:${address}`, this.clock.now()];
    const { count, until } = await this.attempts.standing(tx, what, now);
    if (count >= PER_ADDRESS) return { state: 'too-many', until };
    await this.transactions.run((own) => this.attempts.fail(own, what, now, WINDOW_MS));
    return { state: 'unknown' };
  }

  private async change({ id: officialId, institutionId }: SignedIn, made: { token: string } | null): Promise<boolean> {
    const now = this.clock.now();
    const feed: CalendarFeed | null = made && {
      id: randomUUID(),
      officialId,
      hash: hashOf(made.token),
      createdAt: now,
      revokedAt: null,
      lastReadAt: null,
      contentHash: null,
      contentSince: null,
    };
    return this.transactions.run(async (tx) => {
      // Two forms at the same moment take turns: the second ends what the first has made.
      await this.administration.lockInstitution(tx, institutionId);
      const ended = await this.feeds.revokeAll(tx, officialId, now);
      if (feed) await this.feeds.add(tx, feed);
      const event = (type: string, feedId: string): HouseEvent => ({
        type,
        occurredOn: this.clock.today(),
        feedId,
        officialId,
      });
      const events = [
        ...ended.map((feedId) => event('calendar-feed.revoked', feedId)),
        ...(feed ? [event('calendar-feed.created', feed.id)] : []),
      ];
      const actor = { kind: 'official' as const, id: officialId };
      await this.log.append(
        tx,
        institutionId,
        now,
        events.map((one) => ({ caseId: null, actor, event: one })),
      );
      return ended.length > 0;
    });
  }
}
