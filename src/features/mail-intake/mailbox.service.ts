import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../platform/clock';
import { CONFIG, type Config } from '../../platform/config';
import { sealed } from '../../platform/secrets';
import { refuseMeanwhile } from '../../platform/web/meanwhile';
import type { SignedIn } from '../../platform/web/request';
import { Administration, EventLog, type Mailbox, Mailboxes, Transactions, type Tx } from '../../records';
import { passwordUse, sourceOf, tryMailbox } from './imap/mailbox-connection';
import { type Trouble, troubleOf } from './imap/trouble';
import { type MailboxForm, type MailboxSeen, mailboxSeenOf, type MailboxSettings } from './mailbox-form';

/** Changes the mailbox of an institution. Each change is one transaction with its event; no event holds the password. */
@Injectable()
export class MailboxService {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailboxes: Mailboxes,
    private readonly administration: Administration,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `typed` and `seen`: the form as it was sent, and what it showed when it was opened. Throws `ChangedMeanwhile`. */
  save(by: SignedIn, all: MailboxSettings, typed: MailboxForm, seen: string): Promise<'created' | 'changed' | 'same'> {
    const { password, ...settings } = all;
    const { institutionId } = by;
    const kept = password === null ? null : sealed(this.config.sessionSecret, passwordUse(institutionId), password);
    return this.change(by, async (tx, known, now) => {
      const present = mailboxSeenOf(known);
      // Whoever typed no password keeps the one that there is.
      const mine = { ...typed, password: password === null ? present.password : 'typed' };
      refuseMeanwhile<MailboxSeen>(seen, present, mine);
      const told = { host: settings.host, folder: settings.folder, after: settings.after };
      if (!known) {
        if (kept === null) throw new Error('A new mailbox has a password');
        await this.mailboxes.add(tx, {
          institutionId,
          ...settings,
          ...FRESH,
          password: kept,
          active: true,
          since: now,
          createdAt: now,
          version: 1,
        });
        await this.record(tx, by, 'mailbox.created', told);
        return 'created';
      }
      const next: Mailbox = { ...known, ...settings, password: kept ?? known.password };
      const changed = (Object.keys(settings) as (keyof typeof settings)[]).filter((name) => known[name] !== next[name]);
      if (changed.length === 0 && kept === null) return 'same';
      // Another folder numbers its mails anew; what lay in it before this moment is taken only where nobody has read it.
      const moved = sourceOf(known) !== sourceOf(next) ? { uidValidity: null, lastUid: 0, since: now } : {};
      const healed = { trouble: null, troubleSince: null, troubleTold: false };
      const { leaseHolder: _holder, leaseUntil: _until, ...columns } = next;
      await this.mailboxes.change(tx, institutionId, { ...columns, ...moved, ...healed, version: known.version + 1 });
      await this.record(tx, by, 'mailbox.changed', { ...told, changed, password: kept !== null });
      return 'changed';
    });
  }

  async setActive(by: SignedIn, active: boolean): Promise<boolean> {
    return this.change(by, async (tx, known) => {
      if (!known || known.active === active) return false;
      const healed = { trouble: null, troubleSince: null, troubleTold: false };
      await this.mailboxes.change(tx, by.institutionId, { active, ...healed, version: known.version + 1 });
      await this.record(tx, by, active ? 'mailbox.enabled' : 'mailbox.disabled', {});
      return true;
    });
  }

  /** Signs in and opens the folder as the worker does. Null while there is no mailbox. */
  async try(by: SignedIn): Promise<{ trouble: Trouble } | { count: number } | null> {
    const known = await this.mailboxes.of(this.transactions.reader, by.institutionId);
    if (!known) return null;
    const result = await tryMailbox(known, this.config.sessionSecret).then(
      (count) => ({ count }),
      (error: unknown) => ({ trouble: troubleOf(error) }),
    );
    await this.change(by, (tx) =>
      this.record(tx, by, 'mailbox.tried', { result: 'trouble' in result ? result.trouble : 'well' }),
    );
    return result;
  }

  /** Two administrators take turns. */
  private change<T>(by: SignedIn, work: (tx: Tx, known: Mailbox | null, now: Date) => Promise<T>): Promise<T> {
    return this.transactions.run(async (tx) => {
      await this.administration.lockInstitution(tx, by.institutionId);
      return work(tx, await this.mailboxes.of(tx, by.institutionId), this.clock.now());
    });
  }

  private async record(tx: Tx, by: SignedIn, type: string, facts: object): Promise<void> {
    const event = { type, occurredOn: this.clock.today(), ...facts };
    const actor = { kind: 'official' as const, id: by.id };
    await this.log.append(tx, by.institutionId, this.clock.now(), [{ caseId: null, actor, event }]);
  }
}

const FRESH = {
  uidValidity: null,
  lastUid: 0,
  leaseHolder: null,
  leaseUntil: null,
  checkedAt: null,
  trouble: null,
  troubleSince: null,
  troubleTold: false,
};
