import { Inject, Injectable, Logger } from '@nestjs/common';
import type { SendMailOptions } from 'nodemailer';
import { CaseBook, Outbox, type OutboxRow, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import { CONFIG, type Config } from '../config';
import { FileKeeper } from '../files';
import { nextPause } from './backoff';
import { MailComposer } from './composer';
import { envelopeOf } from './envelope';
import { Together } from '../together';
import { PostOffice, RefusedForGood } from './post-office';

const TOGETHER = 50;
/** Nobody waits for a mail as somebody waits for a page: between two commits the pages' process may write. */
const REST_MS = 25;

/** What became of a message. `not-ours`: it is done, not yet due, or another sender has it. */
export type Sent = 'sent' | 'later' | 'failed' | 'not-ours';

/** Sends one message of the outbox, once. Only a process that dies between sending and noting it sends it twice. */
@Injectable()
export class MailSender {
  private readonly log = new Logger('mail');
  /** Messages that are taken, and noted as sent, in the same moment share a commit: each one waits for the disk. */
  private readonly claims = new Together<string, OutboxRow | null>(
    (ids) => this.transactions.run((tx) => this.outbox.claim(tx, ids, this.clock.now())),
    TOGETHER,
    REST_MS,
  );
  private readonly receipts = new Together<string, void>(
    async (ids) => {
      // Tried again when the database is busy: a message that was sent and not noted would be sent twice.
      await this.transactions.run((tx) => this.outbox.sent(tx, ids, this.clock.now()));
      return ids.map(() => undefined);
    },
    TOGETHER,
    REST_MS,
  );

  constructor(
    private readonly outbox: Outbox,
    private readonly book: CaseBook,
    private readonly composer: MailComposer,
    private readonly keeper: FileKeeper,
    private readonly post: PostOffice,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async send(messageId: string): Promise<Sent> {
    const row = await this.claims.do(messageId);
    if (!row) return 'not-ours';
    try {
      const mail = await this.composer.compose(row);
      const attachments: NonNullable<SendMailOptions['attachments']> = [];
      for (const file of mail.files) {
        attachments.push({ filename: file.name, contentType: file.mediaType, content: await this.keeper.open(file) });
      }
      if (mail.receipt) {
        const content = await mail.receipt.pdf();
        attachments.push({ filename: mail.receipt.name, contentType: 'application/pdf', content });
      }
      await this.post.send(envelopeOf(row, mail, attachments, this.config));
    } catch (error) {
      return this.refused(row, error);
    }
    await this.receipts.do(row.id);
    return 'sent';
  }

  private async refused(row: OutboxRow, error: unknown): Promise<Sent> {
    const problem = String(error instanceof Error ? error.message : error).slice(0, 500);
    const pause = error instanceof RefusedForGood ? null : nextPause(row.attempts, Math.random());
    // The server's words may hold an address: they go to the outbox page, and only the kind of error to the log.
    const { name, code } = error as { name?: string; code?: string };
    this.log.warn(`Message ${row.id}: attempt ${row.attempts} failed (${code ?? name ?? 'unknown'})`);
    if (pause !== null) {
      const nextAttemptAt = new Date(this.clock.now().getTime() + pause);
      await this.outbox.settle(this.transactions.reader, row.id, { state: 'pending', nextAttemptAt, problem });
      return 'later';
    }
    await this.giveUp(row, problem, error instanceof RefusedForGood ? 'refused' : 'gave-up');
    return 'failed';
  }

  /** The official who has the case sees it in its history: the person must be reached in another way. */
  private async giveUp(row: OutboxRow, problem: string, reason: string): Promise<void> {
    const now = this.clock.now();
    const { id: messageId, institutionId, caseId } = row;
    await this.transactions.run(async (tx) => {
      await this.outbox.settle(tx, messageId, { state: 'failed', problem });
      if (caseId === null) return;
      const occurredOn = this.clock.today();
      await this.book.act(tx, { institutionId, caseId, actor: { kind: 'system' }, now }, () => [
        { type: 'message-failed', occurredOn, messageId, reason },
      ]);
    });
  }
}
