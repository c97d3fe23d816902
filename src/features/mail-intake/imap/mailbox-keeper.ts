import { randomUUID } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CLOCK, type Clock } from '../../../platform/clock';
import { CONFIG, type Config } from '../../../platform/config';
import { type Mailbox, Mailboxes, Transactions } from '../../../records';
import { MailReading } from '../reading/mail-reading';
import { MailboxHealth } from './mailbox-health';
import { MailboxRound } from './mailbox-round';
import { mailboxSession } from './mailbox-session';
import { NoLongerOurs } from './mail-storing';
import { troubleOf } from './trouble';

/** A process that died is followed by another one this much later at most. */
const HELD_FOR_MS = 60_000;
const HOLD_EVERY_MS = 20_000;
/** How soon a change of the settings, or a mailbox that became free, is noticed. */
const LOOK_EVERY_MS = 15_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

interface Session {
  version: number;
  stop: AbortController;
  ended: Promise<void>;
}

/** Reads every mailbox that no other process reads, for as long as the worker lives. */
@Injectable()
export class MailboxKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('mailbox');
  private readonly holder = randomUUID();
  private readonly sessions = new Map<string, Session>();
  /** When a mailbox that failed may be tried again, in milliseconds of the process's own clock. */
  private readonly pauses = new Map<string, { until: number; next: number; version: number }>();
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly mailboxes: Mailboxes,
    private readonly round: MailboxRound,
    private readonly reading: MailReading,
    private readonly health: MailboxHealth,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    const every = Math.min(LOOK_EVERY_MS, this.config.sweepSeconds * 1_000);
    this.timer = setInterval(() => this.lookSoon(), every);
    this.lookSoon();
  }

  /** The mail in hand is stored first; then others may read. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
    for (const { stop } of this.sessions.values()) stop.abort();
    await Promise.all([...this.sessions.values()].map(({ ended }) => ended));
  }

  private lookSoon(): void {
    this.looking ??= this.look()
      .catch((error: unknown) => this.log.error(error instanceof Error ? error.stack : String(error)))
      .finally(() => (this.looking = null));
  }

  private async look(): Promise<void> {
    const active = await this.mailboxes.active(this.transactions.reader);
    for (const [id, { version, stop }] of this.sessions) {
      if (!active.some((one) => one.institutionId === id && one.version === version)) stop.abort();
    }
    for (const mailbox of active) {
      const { institutionId: id, version } = mailbox;
      if (this.sessions.has(id)) continue;
      const pause = this.pauses.get(id);
      if (pause && pause.version === version && performance.now() < pause.until) continue;
      if (await this.hold(mailbox)) this.start(mailbox);
    }
  }

  private hold(mailbox: Mailbox): Promise<boolean> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + HELD_FOR_MS);
    return this.transactions.run((tx) => this.mailboxes.hold(tx, mailbox, this.holder, now, until));
  }

  private start(mailbox: Mailbox): void {
    const { institutionId: id, version } = mailbox;
    const stop = new AbortController();
    const ended = this.session(mailbox, stop.signal).finally(async () => {
      await this.mailboxes.release(this.transactions.reader, id, this.holder).catch(() => undefined);
      this.sessions.delete(id);
    });
    this.sessions.set(id, { version, stop, ended });
  }

  private async session(mailbox: Mailbox, stop: AbortSignal): Promise<void> {
    const { institutionId: id, version } = mailbox;
    try {
      // What a process kept and could not read any more is read first.
      await this.reading.readAll(mailbox, stop);
      await mailboxSession(mailbox, this.config.sessionSecret, stop, {
        holdEveryMs: HOLD_EVERY_MS,
        hold: () => this.hold(mailbox),
        look: async (open, ending) => {
          const stored = await this.round.run(open, mailbox, this.holder, ending);
          await this.health.well(mailbox);
          this.pauses.delete(id);
          if (stored > 0) await this.reading.readAll(mailbox, ending);
        },
      });
    } catch (error) {
      if (error instanceof NoLongerOurs) return;
      const trouble = troubleOf(error);
      const pause = this.pauses.get(id)?.next ?? FIRST_PAUSE_MS;
      const next = Math.min(pause * 2, LONGEST_PAUSE_MS);
      this.pauses.set(id, { until: performance.now() + pause, next, version });
      // The code only: what a server says may hold an address. The stack of an error of our own is needed.
      const said = trouble === 'other' && error instanceof Error ? error.stack : trouble;
      this.log.warn(`A mailbox cannot be read: ${said}`);
      await this.health.ill(mailbox, trouble).catch((e: unknown) => this.log.error(String(e)));
    }
  }
}
