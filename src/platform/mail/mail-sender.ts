import { Inject, Injectable, Logger } from '@nestjs/common';
import type { SendMailOptions } from 'nodemailer';
import { type MessageFailure, Outbox, type OutboxRow, Transactions } from '../../records';
import { Claims } from '../claims';
import { type Clock, CLOCK } from '../clock';
import { CONFIG, type Config } from '../config';
import { FileKeeper } from '../files';
import { nextPause } from './backoff';
import { MailComposer } from './composer';
import { type Envelope, envelopeOf } from './envelope';
import { FailedMessages } from './failed-messages';
import { LastLook } from './last-look';
import { PostOffice, RefusedForGood } from './post-office';
import { ReplyTo } from './reply-to';

/** In some 15 minutes a missing file or a database that fails over may be back; words that do not fit never are. */
const COMPOSING_ATTEMPTS = 5;

/**
 * What became of a message. `needless`: an alarm that waited until it was not so any more. `not-ours`: it is done, not yet
 * due, or another sender has it.
 */
export type Sent = 'sent' | 'later' | 'failed' | 'needless' | 'not-ours';

/** Sends one message of the outbox, once. Only a process that dies between sending and noting it sends it twice. */
@Injectable()
export class MailSender {
  private readonly log = new Logger('mail');
  private readonly claims: Claims;

  constructor(
    private readonly outbox: Outbox,
    private readonly failed: FailedMessages,
    private readonly composer: MailComposer,
    private readonly lastLook: LastLook,
    private readonly keeper: FileKeeper,
    private readonly post: PostOffice,
    private readonly replies: ReplyTo,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.claims = new Claims('mail', outbox, transactions, clock);
  }

  async send(messageId: string): Promise<Sent> {
    const row = await this.claims.take(messageId);
    if (!row) return 'not-ours';
    if (await this.lastLook.isOver(row, this.clock.now())) {
      await this.outbox.settle(this.transactions.reader, row.id, { state: 'discarded', failure: null });
      return 'needless';
    }
    let envelope: Envelope;
    try {
      envelope = await this.composed(row);
    } catch (error) {
      return this.refused(row, error, 'not-composed');
    }
    try {
      await this.claims.keeping(row, () => this.post.send(envelope));
    } catch (error) {
      return this.refused(row, error, error instanceof RefusedForGood ? 'refused' : 'gave-up');
    }
    await this.claims.sent(row.id);
    return 'sent';
  }

  private async composed(row: OutboxRow): Promise<Envelope> {
    const mail = await this.composer.compose(row);
    const attachments: NonNullable<SendMailOptions['attachments']> = [];
    for (const file of mail.files) {
      attachments.push({ filename: file.name, contentType: file.mediaType, content: await this.keeper.open(file) });
    }
    if (mail.receipt) {
      const content = await mail.receipt.pdf();
      attachments.push({ filename: mail.receipt.name, contentType: 'application/pdf', content });
    }
    const { publicUrl, mailFrom } = this.config;
    return envelopeOf(row, mail, attachments, { publicUrl, mailFrom, replyTo: await this.replies.of(row) });
  }

  private async refused(row: OutboxRow, error: unknown, failure: MessageFailure): Promise<Sent> {
    const problem = String(error instanceof Error ? error.message : error).slice(0, 500);
    const pause = hopeless(failure, row.attempts) ? null : nextPause(row.attempts, Math.random());
    // The server's words may hold an address: they go to the outbox page, and only the kind of error to the log.
    const { name, code } = error as { name?: string; code?: string };
    this.log.warn(`Message ${row.id}: attempt ${row.attempts} failed (${code ?? name ?? 'unknown'})`);
    if (pause !== null) {
      const nextAttemptAt = new Date(this.clock.now().getTime() + pause);
      await this.outbox.settle(this.transactions.reader, row.id, { state: 'pending', nextAttemptAt, problem });
      return 'later';
    }
    await this.giveUp(row, problem, failure);
    return 'failed';
  }

  /** A case whose history makes no case takes no event: then the page of jobs tells it alone. */
  private async giveUp(row: OutboxRow, problem: string, failure: MessageFailure): Promise<void> {
    const given = { state: 'failed', problem, failure } as const;
    try {
      await this.transactions.run(async (tx) => {
        await this.outbox.settle(tx, row.id, given);
        await this.failed.record(tx, row, failure);
      });
    } catch (error) {
      this.log.error(`Message ${row.id}: its case takes no event (${(error as Error).name})`);
      await this.outbox.settle(this.transactions.reader, row.id, given);
    }
  }
}

/** A message that the server refuses is offered no second time; one that cannot be put into words is tried some times. */
const hopeless = (failure: MessageFailure, attempts: number): boolean =>
  failure === 'refused' || (failure === 'not-composed' && attempts >= COMPOSING_ATTEMPTS);
