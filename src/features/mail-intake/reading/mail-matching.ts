import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config';
import { messageHost, replyReference } from '../../../platform/mail';
import {
  type CaseRow,
  type Institution,
  type Mailbox,
  Mails,
  type MailSenderGrade,
  TrackingStore,
  Transactions,
} from '../../../records';
import type { ParsedMail } from './parse-mail';

/** The case that a mail answers, and how sure it is that the applicant wrote it. */
export interface Match {
  row: CaseRow;
  sender: MailSenderGrade;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * Finds the case of a reply: by the id of a message of ours that it answers, by the address that we gave for replies, or by
 * a protocol number in its subject. A number can be guessed and a sender's address can be written by anybody, so only what
 * went to the applicant alone proves who answers: the random id of a message that we sent to this very address, or the
 * reply address with its signature.
 */
@Injectable()
export class MailMatching {
  constructor(
    private readonly mails: Mails,
    private readonly tracking: TrackingStore,
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async find(parsed: ParsedMail, mailbox: Mailbox, institution: Institution): Promise<Match | null> {
    return (
      (await this.byMessage(parsed, institution)) ??
      (await this.byAddress(parsed, mailbox, institution)) ??
      (await this.byNumber(parsed, institution))
    );
  }

  private async byMessage({ answers, fromAddress }: ParsedMail, { id }: Institution): Promise<Match | null> {
    const { reader } = this.transactions;
    const host = messageHost(this.config.publicUrl).toLowerCase().replace(/[.]/g, '\\.');
    const found = (pattern: string): string[] =>
      answers.flatMap((one) => new RegExp(`^${pattern}@${host}$`).exec(one)?.[1] ?? []);
    const sent = await this.mails.sentMessages(reader, id, found(`(${UUID})`).slice(0, 50));
    for (const message of sent) {
      const row = message.caseId ? await this.mails.caseById(reader, id, message.caseId) : null;
      if (!row) continue;
      const grade = await this.gradeOf(row, fromAddress);
      const toThem = message.recipient.toLowerCase() === fromAddress;
      return { row, sender: grade === 'address' && toThem ? 'proved' : grade };
    }
    // All our messages about a case refer to one id, which colleagues have seen too: it proves nothing.
    for (const caseId of found(`case-(${UUID})`)) {
      const row = await this.mails.caseById(reader, id, caseId);
      if (row) return { row, sender: await this.gradeOf(row, fromAddress) };
    }
    return null;
  }

  private async byAddress(parsed: ParsedMail, mailbox: Mailbox, institution: Institution): Promise<Match | null> {
    for (const address of parsed.to) {
      const reply = replyReference(address, mailbox.address, this.config.sessionSecret);
      if (!reply) continue;
      const row = await this.mails.caseByReference(this.transactions.reader, institution.id, reply.reference);
      if (!row) continue;
      const grade = await this.gradeOf(row, parsed.fromAddress);
      return { row, sender: grade === 'address' && reply.signed(row.id) ? 'proved' : grade };
    }
    return null;
  }

  private async byNumber(parsed: ParsedMail, institution: Institution): Promise<Match | null> {
    const numbers = new RegExp(`(?<![\\p{L}\\p{N}-])${institution.code}-\\d{4}-\\d{5,8}(?![\\p{N}-])`, 'giu');
    const [reference] = parsed.subject.match(numbers) ?? [];
    if (!reference) return null;
    const row = await this.mails.caseByReference(this.transactions.reader, institution.id, reference.toUpperCase());
    return row && { row, sender: await this.gradeOf(row, parsed.fromAddress) };
  }

  private async gradeOf(row: CaseRow, from: string): Promise<'address' | 'unknown'> {
    const { email } = await this.tracking.applicant(this.transactions.reader, row.id);
    return email !== null && from !== '' && email.toLowerCase() === from ? 'address' : 'unknown';
  }
}
