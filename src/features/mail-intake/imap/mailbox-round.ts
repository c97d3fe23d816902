import { Injectable } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import { type Mailbox, Mailboxes, type MailRow, Mails, Transactions } from '../../../records';
import { type OpenFolder, sourceOf } from './mailbox-connection';
import { MailStoring } from './mail-storing';
import { MailboxTrouble } from './trouble';

const AT_ONCE = 200;

/** One look into an open folder: what is new is stored, then what is stored is marked as read, or moved. */
@Injectable()
export class MailboxRound {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailboxes: Mailboxes,
    private readonly mails: Mails,
    private readonly storing: MailStoring,
  ) {}

  /**
   * How many mails were stored. `stop` ends it after the mail in hand. The number to go on from is noted only after a whole
   * first look: one that was broken off would take old mail, which somebody had read, for new.
   */
  async run({ client, folder }: OpenFolder, known: Mailbox, holder: string, stop: AbortSignal): Promise<number> {
    const { reader } = this.transactions;
    const source = sourceOf(known);
    const uidValidity = String(folder.uidValidity);
    // A process that died between storing and marking left this behind.
    await this.markKept(client, known, source, uidValidity);
    const fresh = (await this.mailboxes.of(reader, known.institutionId)) ?? known;
    const numbered = fresh.uidValidity === uidValidity && fresh.version === known.version;
    const last = numbered ? fresh.lastUid : 0;
    let stored = 0;
    // Mail that arrives from here on has a higher number.
    const upTo = Math.max(last, (folder.uidNext || 1) - 1);
    for (const uid of await this.newOnes(client, known, last)) {
      if (stop.aborted) return stored;
      const place = { source, uidValidity, uid };
      if (await this.mails.isKept(reader, { institutionId: known.institutionId, ...place })) continue;
      const about = await client.fetchOne(
        String(uid),
        { uid: true, size: true, internalDate: true, flags: true },
        { uid: true },
      );
      if (!about || !isWanted(known, about.flags, about.internalDate, last)) continue;
      const row = await this.storing.store(client, known, place, about, holder, last > 0);
      if (!row) continue;
      stored += 1;
      if (!row.marked) await this.mark(client, known, [row]);
    }
    if (last === 0 && upTo > 0) {
      await this.mailboxes.change(reader, known.institutionId, { uidValidity, lastUid: upTo });
    }
    return stored;
  }

  /** Numbers of mails that may be new, the oldest first. Without a number to begin at: what is unread or came since the set-up. */
  private async newOnes(client: ImapFlow, mailbox: Mailbox, last: number): Promise<number[]> {
    const found = new Set<number>();
    const search = async (query: object): Promise<void> => {
      const uids = await client.search(query, { uid: true });
      for (const uid of Array.isArray(uids) ? uids : []) if (uid > last) found.add(uid);
    };
    if (last > 0) await search({ uid: `${last + 1}:*` });
    else {
      await search({ seen: false });
      // IMAP searches by day, in the server's own time zone: the exact moment is looked at afterwards.
      await search({ since: new Date(mailbox.since.getTime() - 2 * 86_400_000) });
    }
    return [...found].sort((a, b) => a - b);
  }

  private async markKept(client: ImapFlow, mailbox: Mailbox, source: string, uidValidity: string): Promise<void> {
    for (;;) {
      const left = await this.mails.unmarked(this.transactions.reader, mailbox.institutionId, source, AT_ONCE);
      if (left.length === 0) return;
      await this.mark(
        client,
        mailbox,
        left.filter((one) => one.uidValidity === uidValidity),
      );
      // Numbers of an older numbering name other mails now: nothing can be marked by them.
      await this.mails.marked(
        this.transactions.reader,
        left.filter((one) => one.uidValidity !== uidValidity).map((one) => one.id),
      );
    }
  }

  private async mark(client: ImapFlow, { after, movedTo }: Mailbox, rows: readonly MailRow[]): Promise<void> {
    if (rows.length === 0) return;
    const range = rows.map((one) => one.uid).join(',');
    const seen = await client.messageFlagsAdd(range, ['\\Seen'], { uid: true });
    const moved = after !== 'move' || !movedTo || (await client.messageMove(range, movedTo, { uid: true }));
    if (!client.usable) throw new MailboxTrouble('lost');
    if (!moved) throw new MailboxTrouble('move-folder');
    if (!seen) throw new MailboxTrouble('folder');
    await this.mails.marked(
      this.transactions.reader,
      rows.map((one) => one.id),
    );
  }
}

function isWanted(
  mailbox: Mailbox,
  flags: Set<string> | undefined,
  internalDate: Date | string | undefined,
  last: number,
): boolean {
  if (flags?.has('\\Deleted') || flags?.has('\\Draft')) return false;
  if (last > 0 || !flags?.has('\\Seen')) return true;
  return internalDate !== undefined && new Date(internalDate) >= mailbox.since;
}
