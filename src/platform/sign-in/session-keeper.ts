import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type SessionData, Store } from 'express-session';
import { Sessions, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';

declare module 'express-session' {
  interface SessionData {
    officialId: string;
    /** Milliseconds since 1970 UTC: when the official signed in, and when the session was last seen in use. */
    startedAt: number;
    seenAt: number;
    /** What the browser said it was: see `deviceOf`. */
    device?: string;
    /** See `Via`. */
    provider?: boolean;
    manyFactors?: boolean;
  }
}

const MINUTE = 60_000;
const IDLE = 12 * 60 * MINUTE;
const ABSOLUTE = 7 * 24 * 60 * MINUTE;
const BETWEEN_WRITES = 10 * MINUTE;

/** What the cookie holds is hashed, so that a stolen table opens nothing. */
export const sessionKey = (sid: string): string => createHash('sha256').update(sid).digest('hex');

/** A session ends 12 hours after it was last used, and 7 days after the sign-in whatever happens. */
export const sessionEnd = (startedAt: number, seenAt: number): Date =>
  new Date(Math.min(seenAt + IDLE, startedAt + ABSOLUTE));

type Done = (error?: unknown) => void;

/**
 * Keeps sessions in the database: one read for each request, one write in ten minutes. A row is made only by a sign-in
 * (`SignIn.begin`), so that a session ended elsewhere is not written back by a request that was still running.
 */
@Injectable()
export class SessionKeeper extends Store {
  constructor(
    private readonly sessions: Sessions,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.sessions
      .find(this.transactions.reader, sessionKey(sid), this.clock.now())
      .then((row) => (row ? (JSON.parse(row.data) as SessionData) : null))
      .then(
        (data) => done(null, data),
        (error: unknown) => done(error),
      );
  }

  override set(sid: string, session: SessionData, done: Done = () => undefined): void {
    this.write(sid, session).then(() => done(), done);
  }

  override touch(sid: string, session: SessionData, done: Done = () => undefined): void {
    const due = this.clock.now().getTime() - session.seenAt >= BETWEEN_WRITES;
    if (!due) return done();
    this.write(sid, session).then(() => done(), done);
  }

  override destroy(sid: string, done: Done = () => undefined): void {
    this.transactions.run((tx) => this.sessions.end(tx, sessionKey(sid))).then(() => done(), done);
  }

  private async write(sid: string, { cookie, ...said }: SessionData): Promise<void> {
    const seenAt = this.clock.now().getTime();
    const data = JSON.stringify({ cookie, ...said, seenAt });
    const columns = { data, expiresAt: sessionEnd(said.startedAt, seenAt) };
    await this.transactions.run((tx) => this.sessions.prolong(tx, sessionKey(sid), columns));
  }
}
