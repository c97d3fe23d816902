import { Inject, Injectable } from '@nestjs/common';
import {
  Attempts,
  EventLog,
  type Official,
  Outbox,
  SecondFactors,
  Sessions,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../clock';
import { type Config, CONFIG } from '../config';
import { Relay } from '../relay';
import { sealed, unsealed } from '../secrets';
import type { SignedIn } from '../web/request';
import { newRecoveryCodes, recoveryHash, stepOf } from './one-time-codes';
import { secondFactorMail, type SecondFactorNews } from './security-mails';

const WINDOW = 15 * 60_000;
/** Codes that may be tried for one official in a quarter of an hour, from wherever. */
export const CODE_TRIES = 10;

export type CodeAnswer =
  | { ok: true; by: 'app' }
  | { ok: true; by: 'recovery'; left: number }
  | { ok: false; why: 'wrong' | 'used' | 'too-many' };

type Whose = Pick<Official, 'id' | 'institutionId' | 'email' | 'language'>;

/** A code from the phone besides the password (TOTP, RFC 6238), and codes on paper for the day on which it is lost. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly transactions: Transactions,
    private readonly factors: SecondFactors,
    private readonly sessions: Sessions,
    private readonly attempts: Attempts,
    private readonly outbox: Outbox,
    private readonly log: EventLog,
    private readonly relay: Relay,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Turns it on with a secret that the phone has proved to know. Other browsers are signed out: they showed no code.
   * Returns the recovery codes, which are kept nowhere; null when the code is not right.
   */
  async enrol(official: Whose, secret: string, code: string, keepSession: string): Promise<string[] | null> {
    const now = this.clock.now();
    const lastStep = await stepOf(secret, code, now);
    if (lastStep === null) return null;
    const codes = newRecoveryCodes();
    const row = {
      officialId: official.id,
      secret: sealed(this.config.sessionSecret, 'second-factor', secret),
      lastStep,
      createdAt: now,
    };
    await this.write(official, 'on', async (tx) => {
      await this.factors.set(tx, row, codes.map(recoveryHash));
      await this.sessions.endAll(tx, official.id, keepSession);
      await this.record(tx, official, 'official.second-factor-on');
      return true;
    });
    return codes;
  }

  /** Whether this is the code of the moment, or a recovery code; each is taken once. Tries are counted beforehand. */
  async check(official: Whose, typed: string): Promise<CodeAnswer> {
    const now = this.clock.now();
    const key = `second-factor:${official.id}`;
    const tries = await this.transactions.run(async (tx) => {
      await this.attempts.fail(tx, key, now, WINDOW);
      return this.attempts.count(tx, key, now);
    });
    if (tries > CODE_TRIES) {
      if (tries === CODE_TRIES + 1) await this.refused(official);
      return { ok: false, why: 'too-many' };
    }
    const answer = /^[\d\s]*$/.test(typed)
      ? await this.checkApp(official, typed.replace(/\s/g, ''), now)
      : await this.checkRecovery(official, typed, now);
    if (answer.ok) await this.transactions.run((tx) => this.attempts.clear(tx, key));
    return answer;
  }

  /** How many recovery codes are left. */
  codesLeft(officialId: string): Promise<number> {
    return this.factors.codesLeft(this.transactions.reader, officialId);
  }

  /** New recovery codes in the place of the old ones. */
  async newCodes(official: Whose): Promise<string[]> {
    const codes = newRecoveryCodes();
    await this.transactions.run(async (tx) => {
      await this.factors.replaceCodes(tx, official.id, codes.map(recoveryHash));
      await this.record(tx, official, 'official.recovery-codes-made');
    });
    return codes;
  }

  async turnOff(official: Whose): Promise<void> {
    await this.write(official, 'off', async (tx) => {
      if (!(await this.factors.remove(tx, official.id))) return false;
      await this.record(tx, official, 'official.second-factor-off');
      return true;
    });
  }

  /** An administrator takes away the second factor of somebody who lost the phone and the codes. */
  async reset(by: Pick<SignedIn, 'id'>, official: Whose): Promise<boolean> {
    return this.write(official, 'reset', async (tx) => {
      if (!(await this.factors.remove(tx, official.id))) return false;
      await this.sessions.endAll(tx, official.id);
      await this.record(tx, official, 'official.second-factor-reset', {}, by);
      return true;
    });
  }

  private async checkApp(official: Whose, code: string, now: Date): Promise<CodeAnswer> {
    const row = await this.factors.of(this.transactions.reader, official.id);
    const secret = row && unsealed(this.config.sessionSecret, 'second-factor', row.secret);
    const step = secret ? await stepOf(secret, code, now) : null;
    if (step === null) return { ok: false, why: 'wrong' };
    const used = await this.transactions.run((tx) => this.factors.useStep(tx, official.id, step));
    return used ? { ok: true, by: 'app' } : { ok: false, why: 'used' };
  }

  private async checkRecovery(official: Whose, typed: string, now: Date): Promise<CodeAnswer> {
    let left = 0;
    const used = await this.write(official, 'recovery', async (tx) => {
      if (!(await this.factors.useCode(tx, official.id, recoveryHash(typed), now))) return false;
      left = await this.factors.codesLeft(tx, official.id);
      await this.record(tx, official, 'official.recovery-code-used', { left });
      return { left };
    });
    return used ? { ok: true, by: 'recovery', left } : { ok: false, why: 'wrong' };
  }

  /** Somebody knows the password and guesses codes: the official is told. */
  private async refused(official: Whose): Promise<void> {
    await this.write(official, 'guessed', async (tx) => {
      await this.record(tx, official, 'official.second-factor-refused', {}, null);
      return true;
    });
  }

  /** The change and the mail that tells of it, in one transaction. `work`: false when there was nothing to do, else facts. */
  private async write(
    official: Whose,
    news: SecondFactorNews,
    work: (tx: Tx) => Promise<boolean | object>,
  ): Promise<boolean> {
    const now = this.clock.now();
    const messageIds = await this.transactions.run(async (tx) => {
      const done = await work(tx);
      const facts = typeof done === 'object' ? done : {};
      return done === false ? null : this.outbox.add(tx, now, [secondFactorMail(official, news, now, facts)]);
    });
    this.relay.nudge(messageIds ?? []);
    return messageIds !== null;
  }

  private async record(
    tx: Tx,
    official: Whose,
    type: string,
    data: object = {},
    by: { id: string } | null = official,
  ): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), officialId: official.id, ...data };
    const actor = by ? { kind: 'official' as const, id: by.id } : { kind: 'system' as const };
    await this.log.append(tx, official.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}
