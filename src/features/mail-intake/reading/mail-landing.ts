import { Injectable } from '@nestjs/common';
import { pageLanguage } from '../../../core/casefile';
import { Correspondence } from '../../../platform/correspondence';
import type { KeptFile } from '../../../platform/files';
import {
  type Institution,
  type Mailbox,
  type MailFile,
  type MailRow,
  type CaseRow,
  type MailSenderGrade,
  type Tx,
} from '../../../records';
import { type Match, MailMatching } from './mail-matching';
import { ownWords } from './own-words';
import type { ParsedMail } from './parse-mail';

/** Brings a reply to its case: as an answer of the applicant where that is proved, else as a message of somebody unknown. */
@Injectable()
export class MailLanding {
  constructor(
    private readonly matching: MailMatching,
    private readonly correspondence: Correspondence,
  ) {}

  find(parsed: ParsedMail, mailbox: Mailbox, institution: Institution): Promise<Match | null> {
    return this.matching.find(parsed, mailbox, institution);
  }

  /** In the caller's transaction; `officialId`: who gives it to the case by hand. Returns ids of messages for the relay. */
  async land(
    tx: Tx,
    mail: Pick<MailRow, 'id' | 'institutionId' | 'receivedAt' | 'fromAddress' | 'text'>,
    files: readonly MailFile[],
    row: CaseRow,
    sender: MailSenderGrade,
    officialId?: string,
  ): Promise<string[]> {
    const kept = files.flatMap(({ name, mediaType, size, sha256 }): KeptFile[] =>
      sha256 === null || mediaType === null ? [] : [{ name, mediaType, size, sha256 }],
    );
    const { messageIds } = await this.correspondence.enter(tx, {
      institutionId: mail.institutionId,
      caseId: row.id,
      // What an official vouches for counts as if it had been written down by them.
      channel: officialId && sender === 'proved' ? 'desk' : 'email',
      text: ownWords(mail.text),
      language: pageLanguage(row.answerLanguage),
      files: kept,
      // Our own id: a stranger who repeats somebody else's Message-ID must not make a mail disappear.
      mailId: mail.id,
      from: mail.fromAddress,
      proved: sender === 'proved',
      receivedAt: mail.receivedAt,
      ...(officialId && { officialId }),
    });
    return messageIds;
  }
}
