import { Inject, Injectable } from '@nestjs/common';
import type { PageLanguage } from '../../core/casefile';
import { Administration, EventLog, Outbox, People, Sessions, SignInLinks, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { type Config, CONFIG } from '../config';
import { Relay } from '../relay';
import type { SignedIn } from '../web/request';
import { forgetFirstSignIn } from './first-administrator';
import { hashPassword, PASSWORD_LENGTH, PASSWORD_LIMIT, passwordFits } from './passwords';
import { passwordChangedMail } from './security-mails';

export type PasswordProblem = 'current-wrong' | 'too-short' | 'too-long' | 'is-email' | 'same' | 'not-repeated';

export interface PasswordForm {
  current: string;
  next: string;
  again: string;
}

/** What an official may change of their own account. */
@Injectable()
export class Account {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
    private readonly administration: Administration,
    private readonly sessions: Sessions,
    private readonly links: SignInLinks,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async changeLanguage(official: SignedIn, language: PageLanguage): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.administration.changeOfficial(tx, official.id, { language });
      const changed = { language: [official.language, language] };
      const type = 'official.changed';
      const event = { type, occurredOn: this.clock.today(), officialId: official.id, changed };
      const actor = { kind: 'official' as const, id: official.id };
      await this.log.append(tx, official.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
    });
  }

  /**
   * Sets a new password and signs the official out of every browser (the caller begins a new session in this one).
   * Returns what is wrong with the form instead, by field.
   */
  async changePassword(
    official: SignedIn,
    form: PasswordForm,
  ): Promise<Partial<Record<keyof PasswordForm, PasswordProblem>>> {
    const problems: Partial<Record<keyof PasswordForm, PasswordProblem>> = {};
    const known = await this.people.byId(this.transactions.reader, official.id);
    if (!(await passwordFits(known?.passwordHash ?? null, form.current))) problems.current = 'current-wrong';
    const weak = weakness(form.next, official.email);
    if (weak) problems.next = weak;
    else if (form.next === form.current) problems.next = 'same';
    else if (form.next !== form.again) problems.again = 'not-repeated';
    if (Object.keys(problems).length > 0) return problems;
    const passwordHash = await hashPassword(form.next);
    const now = this.clock.now();
    const messageIds = await this.transactions.run(async (tx) => {
      await this.administration.changeOfficial(tx, official.id, { passwordHash });
      await this.links.revokeAll(tx, official.id, now);
      await this.sessions.endAll(tx, official.id);
      const event = {
        type: 'official.password-changed',
        occurredOn: this.clock.today(),
        officialId: official.id,
      };
      const actor = { kind: 'official' as const, id: official.id };
      await this.log.append(tx, official.institutionId, now, [{ caseId: null, actor, event }]);
      return this.outbox.add(tx, now, [passwordChangedMail(official, now)]);
    });
    this.relay.nudge(messageIds);
    forgetFirstSignIn(this.config, official.email);
    return problems;
  }
}

/** Why a new password cannot be taken, or null. Length is what counts; no rule demands odd characters. */
export function weakness(password: string, email: string): PasswordProblem | null {
  if ([...password].length < PASSWORD_LENGTH) return 'too-short';
  if (password.length > PASSWORD_LIMIT) return 'too-long';
  return password.trim().toLowerCase() === email.toLowerCase() ? 'is-email' : null;
}
