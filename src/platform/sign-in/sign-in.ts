import { promisify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { SessionData } from 'express-session';
import { Attempts, EventLog, People, Sessions, Transactions, type Official } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { deskPaths } from '../paths';
import type { PageRequest } from '../web/request';
import { accessEnded } from './access';
import { deviceOf } from './device';
import { localPath } from './local-path';
import { PASSWORD_LIMIT, passwordFits } from './passwords';
import { sessionEnd, sessionKey } from './session-keeper';
import { SignInStep, type Via } from './sign-in-step';

const WINDOW = 15 * 60_000;
/** Tries for one account from one address in 15 minutes. */
export const TRIES_PER_ACCOUNT = 10;
/** Failures of one address, whatever the account, in 15 minutes: somebody tries one password on many accounts. */
export const FAILURES_PER_ADDRESS = 60;

/** `ended`: the right password of somebody whose last day has passed. */
export type SignInAnswer = { ok: true; official: Official } | { ok: false; why: 'wrong' | 'too-many' | 'ended' };

@Injectable()
export class SignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly attempts: Attempts,
    private readonly sessions: Sessions,
    private readonly log: EventLog,
    private readonly step: SignInStep,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether this is an active official with this password. Says neither which part was wrong nor whether one exists. */
  async check(email: string, password: string, address: string): Promise<SignInAnswer> {
    const now = this.clock.now();
    const byAccount = `sign-in:${email.trim().toLowerCase()}:${address}`;
    const byAddress = `sign-in:${address}`;
    // Counted before the password is looked at, so that a hundred tries at once are not all let through.
    const tooMany = await this.transactions.run(async (tx) => {
      await this.attempts.fail(tx, byAccount, now, WINDOW);
      const tries = await this.attempts.count(tx, byAccount, now);
      return tries > TRIES_PER_ACCOUNT || (await this.attempts.count(tx, byAddress, now)) >= FAILURES_PER_ADDRESS;
    });
    if (tooMany) return { ok: false, why: 'too-many' };
    const official =
      password.length > PASSWORD_LIMIT ? null : await this.people.byEmail(this.transactions.reader, email);
    const fits = await passwordFits(official?.active ? official.passwordHash : null, password);
    if (!official || !fits) {
      await this.transactions.run((tx) => this.attempts.fail(tx, byAddress, now, WINDOW));
      return { ok: false, why: 'wrong' };
    }
    await this.transactions.run((tx) => this.attempts.clear(tx, byAccount));
    if (accessEnded(official, this.clock.today())) return { ok: false, why: 'ended' };
    return { ok: true, official };
  }

  /** After the right password, or the provider's word: on to the page that was wanted, or to the question for the code. */
  async enter(req: PageRequest, res: Response, official: Official, next: unknown, via: Via = {}): Promise<void> {
    const to = localPath(next);
    if (official.secondFactorAt && !via.manyFactors) {
      this.step.put(res, official, to, via);
      return res.redirect(303, deskPaths.signInCode());
    }
    await this.begin(req, official, via);
    res.redirect(303, to);
  }

  /** Begins a session under a new id: what a browser held before the sign-in opens nothing afterwards. */
  async begin(req: PageRequest, official: Official, via: Via = {}): Promise<void> {
    await promisify(req.session.regenerate.bind(req.session))();
    const now = this.clock.now();
    const device = deviceOf(req.get('user-agent'));
    const said = { officialId: official.id, startedAt: now.getTime(), seenAt: now.getTime(), device, ...via };
    Object.assign(req.session as Partial<SessionData>, said);
    const session = {
      id: sessionKey(req.sessionID),
      officialId: official.id,
      data: JSON.stringify({ cookie: req.session.cookie, ...said }),
      expiresAt: sessionEnd(said.startedAt, said.seenAt),
    };
    await this.transactions.run(async (tx) => {
      await this.sessions.start(tx, session);
      await this.record(tx, official, 'official.signed-in', via.provider ? { by: 'provider' } : {});
    });
  }

  /** Ends the session of this browser, as its owner asks. */
  async leave(req: PageRequest, official: Pick<Official, 'id' | 'institutionId'>): Promise<void> {
    await this.transactions.run((tx) => this.record(tx, official, 'official.signed-out'));
    await this.end(req);
  }

  private async end(req: PageRequest): Promise<void> {
    await promisify(req.session.destroy.bind(req.session))();
  }

  /** Ends every session of the official, this one included. */
  async endEverywhere(req: PageRequest, official: Pick<Official, 'id' | 'institutionId'>): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.sessions.endAll(tx, official.id);
      await this.record(tx, official, 'official.signed-out-everywhere');
    });
    await this.end(req);
  }

  private async record(
    tx: Parameters<EventLog['append']>[0],
    official: Pick<Official, 'id' | 'institutionId'>,
    type: string,
    data: object = {},
  ): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), officialId: official.id, ...data };
    const actor = { kind: 'official' as const, id: official.id };
    await this.log.append(tx, official.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}
