import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { CLOCK, type Clock } from '../../../platform/clock';
import { CONFIG, type Config } from '../../../platform/config';
import { FileKeeper, type KeptFile } from '../../../platform/files';
import { isDuplicate, type Mailbox, Mailboxes, type MailRow, Mails, Transactions } from '../../../records';
import { MailboxTrouble } from './trouble';

/** In bytes. Mail servers take 25 MB as a rule, some a little more; of what is larger only the head is kept. */
export const LARGEST_MAIL = 40 * 1024 * 1024;

/** Another process reads the mailbox by now, or its settings changed. */
export class NoLongerOurs extends Error {}

/** Puts a mail of a mailbox into safety: its bytes on the disk, then its row, before anything changes in the mailbox. */
@Injectable()
export class MailStoring {
  private readonly folder: string;

  constructor(
    private readonly transactions: Transactions,
    private readonly mailboxes: Mailboxes,
    private readonly mails: Mails,
    private readonly keeper: FileKeeper,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.folder = path.join(config.dataDir, 'incoming');
  }

  /** The row of the mail. `goesOn`: its number is the one to go on from. Throws `NoLongerOurs`, and whatever the connection or the disk throws; then nothing is kept. */
  async store(
    client: ImapFlow,
    mailbox: Mailbox,
    place: Pick<MailRow, 'source' | 'uidValidity' | 'uid'>,
    about: FetchMessageObject,
    holder: string,
    goesOn: boolean,
  ): Promise<MailRow | null> {
    const tooLarge = (about.size ?? 0) > LARGEST_MAIL;
    const kept = await this.bytes(client, place.uid, tooLarge);
    if (!kept) return null;
    const now = this.clock.now();
    const took = about.internalDate ? new Date(about.internalDate) : now;
    const row: MailRow = {
      id: randomUUID(),
      institutionId: mailbox.institutionId,
      ...place,
      // What was not kept whole stays in the mailbox as it lies there.
      marked: tooLarge,
      contentKey: null,
      state: 'kept',
      setAside: null,
      flaw: tooLarge ? 'too-large' : null,
      // A server whose clock is wrong must not make a mail of tomorrow.
      receivedAt: Number.isNaN(took.getTime()) || took > now ? now : took,
      fromName: '',
      fromAddress: '',
      subject: '',
      text: '',
      quiet: false,
      sha256: kept.sha256,
      size: kept.size,
      tries: 0,
      caseId: null,
      sender: null,
      settledBy: null,
      settledAt: null,
      reason: null,
      createdAt: now,
    };
    try {
      await this.transactions.run(async (tx) => {
        if (!(await this.mailboxes.isHeldBy(tx, mailbox.institutionId, holder))) throw new NoLongerOurs();
        await this.mails.add(tx, row);
        const { uidValidity, uid: lastUid } = place;
        if (goesOn) await this.mailboxes.change(tx, mailbox.institutionId, { uidValidity, lastUid });
      });
    } catch (error) {
      // Somebody was faster under the same number: it is safe, and marked by them.
      if (isDuplicate(error)) return null;
      throw error;
    }
    return row;
  }

  /** The whole message, or of one that is too large its head. Null when it is gone from the mailbox meanwhile. */
  private async bytes(client: ImapFlow, uid: number, headOnly: boolean): Promise<KeptFile | null> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = path.join(this.folder, `mail-${randomUUID()}`);
    try {
      if (headOnly) {
        const found = await client.fetchOne(String(uid), { headers: true }, { uid: true });
        if (!found || !found.headers) return gone(client);
        await writeFile(file, found.headers, { mode: 0o600 });
      } else {
        const { content } = await client.download(String(uid), undefined, { uid: true, maxBytes: LARGEST_MAIL * 2 });
        if (!content) return gone(client);
        await pipeline(content, createWriteStream(file, { mode: 0o600 }));
        // A connection that was lost may look like the end of the message.
        if (!client.usable) throw new MailboxTrouble('lost');
      }
      return await this.keeper.keepFile(file, 'message.eml', 'message/rfc822');
    } finally {
      await unlink(file).catch(() => undefined);
    }
  }
}

function gone(client: ImapFlow): null {
  if (!client.usable) throw new MailboxTrouble('lost');
  return null;
}
