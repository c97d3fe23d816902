import { Inject, Injectable } from '@nestjs/common';
import { isToOfficial } from '../../core/webhooks';
import { Mailboxes, Mails, type OutboxRow, Transactions } from '../../records';
import { CONFIG, type Config } from '../config';
import { replyAddress } from './reply-address';

/** Where the applicant's reply to a message goes, where the institution reads a mailbox. */
@Injectable()
export class ReplyTo {
  constructor(
    private readonly mailboxes: Mailboxes,
    private readonly mails: Mails,
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null: to whatever the institution gives as its address. */
  async of({ institutionId, caseId, kind }: OutboxRow): Promise<string | null> {
    if (caseId === null || isToOfficial(kind)) return null;
    const { reader } = this.transactions;
    const mailbox = await this.mailboxes.of(reader, institutionId);
    if (!mailbox?.active) return null;
    const row = mailbox.replies === 'plus' ? await this.mails.caseById(reader, institutionId, caseId) : null;
    const own = row && replyAddress(mailbox.address, row.reference, row.id, this.config.sessionSecret);
    return own ?? mailbox.address;
  }
}
