import { Inject, Injectable } from '@nestjs/common';
import type { SessionData } from 'express-session';
import { EventLog, Sessions, Transactions, type Tx } from '../../records';
import { type Clock, CLOCK } from '../clock';
import type { SignedIn } from '../web/request';
import { sessionKey } from './session-keeper';

/** One sign-in of an official, as its owner sees it. */
export interface ShownSession {
  /** The hash under which it is kept: it opens nothing. */
  id: string;
  /** Two names such as "Firefox, Windows"; empty when the browser did not say. */
  device: string;
  startedAt: Date;
  /** To ten minutes: a session is written no more often. */
  seenAt: Date;
  current: boolean;
}

/** Where an official is signed in, and how to end it. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly transactions: Transactions,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `sid`: what the cookie of the asking browser holds. That browser comes first, then the last seen. */
  async list(officialId: string, sid: string): Promise<ShownSession[]> {
    const here = sessionKey(sid);
    const rows = await this.sessions.ofOfficial(this.transactions.reader, officialId, this.clock.now());
    const shown = rows.map(({ id, data }) => {
      const { device = '', startedAt, seenAt } = JSON.parse(data) as SessionData;
      return { id, device, startedAt: new Date(startedAt), seenAt: new Date(seenAt), current: id === here };
    });
    return shown.sort((a, b) => Number(b.current) - Number(a.current) || b.seenAt.getTime() - a.seenAt.getTime());
  }

  /** Ends one session of the official; false when there is no such one any more. */
  async endOne(official: SignedIn, id: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      if (!(await this.sessions.endOne(tx, official.id, id))) return false;
      await this.record(tx, official, { type: 'official.session-ended', officialId: official.id });
      return true;
    });
  }

  /** Ends every session of the official but the one of this browser; how many they were. */
  async endOthers(official: SignedIn, sid: string): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ended = await this.sessions.endAll(tx, official.id, sessionKey(sid));
      const event = { type: 'official.other-sessions-ended', officialId: official.id, sessions: ended };
      if (ended > 0) await this.record(tx, official, event);
      return ended;
    });
  }

  /** An administrator signs somebody of their institution out of every browser. */
  async endAllOf(by: SignedIn, officialId: string): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ended = await this.sessions.endAll(tx, officialId);
      const event = { type: 'official.sessions-ended-by-administrator', officialId, sessions: ended };
      if (ended > 0) await this.record(tx, by, event);
      return ended;
    });
  }

  private async record(tx: Tx, by: SignedIn, event: { type: string; officialId: string }): Promise<void> {
    const actor = { kind: 'official' as const, id: by.id };
    await this.log.append(tx, by.institutionId, this.clock.now(), [
      { caseId: null, actor, event: { ...event, occurredOn: this.clock.today() } },
    ]);
  }
}
