import { randomBytes, randomUUID } from 'node:crypto';
import { localDateOf } from '../core/law';
import type { Config } from '../platform/config';
import type { FileKeeper } from '../platform/files';
import { sealed } from '../platform/secrets';
import { type EventLog, type Mailbox, type Mailboxes, type MailRow, type Mails, type Transactions } from '../records';
import type { Town } from './municipality';
import type { Paper } from './papers';
import { type DemoMail, MAILS } from './texts/inside';
import type { KeptFile } from '../platform/files';

export interface MailboxNeeds {
  transactions: Transactions;
  mailboxes: Mailboxes;
  mails: Mails;
  log: EventLog;
  keeper: FileKeeper;
  config: Config;
}

/** What came by e-mail: some waits to be registered. The mailbox is switched off, because its server does not exist. */
export async function fillMailbox(
  { transactions, mailboxes, mails, log, keeper, config }: MailboxNeeds,
  { institution, officials }: Town,
  paper: (paper: Paper, name: string) => KeptFile,
  now: Date,
): Promise<void> {
  const box = mailboxOf(institution.id, config, now);
  const rows: { row: MailRow; mail: DemoMail }[] = [];
  for (const [index, mail] of MAILS.entries()) {
    const raw = Buffer.from(rawOf(mail, box.address, now));
    const kept = await keeper.keepBytes(raw, 'message.eml', 'message/rfc822');
    rows.push({ mail, row: rowOf(mail, index + 1, institution.id, kept, officials.officer.id, now) });
  }
  await transactions.run(async (tx) => {
    await mailboxes.add(tx, box);
    for (const { row, mail } of rows) {
      await mails.add(tx, row);
      if (!mail.attachment) continue;
      const file = paper('scan', mail.attachment);
      await mails.addFiles(tx, [{ id: randomUUID(), mailId: row.id, ...file, refused: null }]);
    }
    const actor = { kind: 'system' as const };
    const events = rows.map(({ row: { id: mailId, sha256, state, receivedAt } }) => ({
      caseId: null,
      actor,
      event: { type: 'mail.received', occurredOn: localDateOf(receivedAt), mailId, sha256, state },
    }));
    await log.append(tx, institution.id, now, events);
  });
}

const mailboxOf = (institutionId: string, { sessionSecret }: Config, now: Date): Mailbox => ({
  institutionId,
  host: 'imap.lugzane.example',
  port: 993,
  security: 'tls',
  username: 'kerkesa',
  password: sealed(sessionSecret, `mailbox ${institutionId}`, randomBytes(12).toString('hex')),
  folder: 'INBOX',
  after: 'seen',
  movedTo: null,
  address: 'kerkesa@lugzane.example',
  replies: 'plain',
  active: false,
  since: now,
  uidValidity: null,
  lastUid: 0,
  leaseHolder: null,
  leaseUntil: null,
  checkedAt: new Date(now.getTime() - 3_600_000),
  trouble: null,
  troubleSince: null,
  troubleTold: false,
  createdAt: now,
  version: 1,
});

function rowOf(
  { fromName, fromAddress, subject, text, ago, setAside = undefined, discarded }: DemoMail,
  uid: number,
  institutionId: string,
  { sha256, size }: KeptFile,
  officerId: string,
  now: Date,
): MailRow {
  const at = new Date(now.getTime() - ago * 3_600_000);
  return {
    ...{ id: randomUUID(), institutionId, source: 'demonstration', uidValidity: '1', uid, marked: true },
    ...{ contentKey: sha256, state: discarded ? 'discarded' : setAside ? 'set-aside' : 'draft' },
    ...{ setAside: setAside ?? null, flaw: null, receivedAt: at, fromName, fromAddress, subject, text },
    ...{ quiet: setAside !== undefined, sha256, size, tries: 1, caseId: null, sender: null },
    ...{ settledBy: discarded ? officerId : null, settledAt: discarded ? at : null, reason: discarded ?? null },
    createdAt: at,
  };
}

const encoded = (words: string): string => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`;

const rawOf = ({ fromName, fromAddress, subject, text, ago }: DemoMail, to: string, now: Date): string =>
  [
    `From: ${encoded(fromName)} <${fromAddress}>`,
    `To: ${to}`,
    `Subject: ${encoded(subject)}`,
    `Date: ${new Date(now.getTime() - ago * 3_600_000).toUTCString()}`,
    `Message-ID: <${ago}@posta.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
    '',
  ].join('\r\n');
