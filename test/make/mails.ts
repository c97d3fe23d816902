import { randomUUID } from 'node:crypto';
import type { Mailbox, MailRow } from '../../src/records';
import { passwordUse } from '../../src/features/mail-intake/imap/mailbox-connection';
import { sealed } from '../../src/platform/secrets';

/** A mailbox on this machine, as the administrator's page would write it. */
export function mailboxRow(
  institutionId: string,
  sessionSecret: string,
  at: { port: number; user: string; password: string },
  now: Date,
  more: Partial<Mailbox> = {},
): Mailbox {
  return {
    institutionId,
    host: '127.0.0.1',
    port: at.port,
    security: 'none',
    username: at.user,
    password: sealed(sessionSecret, passwordUse(institutionId), at.password),
    folder: 'INBOX',
    after: 'seen',
    movedTo: null,
    address: at.user,
    replies: 'plain',
    active: true,
    since: now,
    uidValidity: null,
    lastUid: 0,
    leaseHolder: null,
    leaseUntil: null,
    checkedAt: null,
    trouble: null,
    troubleSince: null,
    troubleTold: false,
    createdAt: now,
    version: 1,
    ...more,
  };
}

interface Letter {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  id?: string | null;
  headers?: readonly string[];
}

/** A plain message. Lines end as on the wire. */
export function letter({
  from = 'Ana Berisha <ana@example.org>',
  to = 'kerkesa@komuna.example',
  subject = 'Shpenzimet per karburante',
  text = 'Ju lutem me dergoni faturat.',
  id = `<${randomUUID()}@example.org>`,
  headers = [],
}: Letter = {}): string {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 2 Mar 2026 08:00:00 +0100',
    ...(id === null ? [] : [`Message-ID: ${id}`]),
    ...headers,
    ...(headers.some((one) => /^content-type/i.test(one)) ? [] : ['Content-Type: text/plain; charset=utf-8']),
    '',
    text,
    '',
  ];
  return lines.join('\r\n').replace(/\r?\n/g, '\r\n');
}

/** A message with attachments. */
export function withFiles(
  files: readonly { name: string; type: string; bytes: Buffer | string }[],
  more: Letter = {},
): string {
  const { text = 'Shihni bashkengjitjet.' } = more;
  const part = ({ name, type, bytes }: (typeof files)[number]): string =>
    [
      '--border',
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      (
        Buffer.from(bytes)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\r\n'),
    ].join('\r\n');
  const body = ['--border', 'Content-Type: text/plain; charset=utf-8', '', text, ...files.map(part), '--border--'].join(
    '\r\n',
  );
  const headers = [...(more.headers ?? []), 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="border"'];
  return letter({ ...more, headers, text: body });
}

/** A mail that was read and waits, as the worker would have left it. */
export function mailRow(
  institutionId: string,
  kept: { sha256: string; size: number },
  more: Partial<MailRow> = {},
): MailRow {
  return {
    id: randomUUID(),
    institutionId,
    source: 'of-a-test',
    uidValidity: '1',
    uid: (made += 1),
    marked: true,
    contentKey: randomUUID(),
    state: 'draft',
    setAside: null,
    flaw: null,
    receivedAt: new Date('2026-03-30T08:00:00Z'),
    fromName: 'Ana Berisha',
    fromAddress: 'ana@example.org',
    subject: 'Kërkesë për fatura',
    text: 'Ju lutem më dërgoni faturat për karburante, sipas ligjit.',
    quiet: false,
    sha256: kept.sha256,
    size: kept.size,
    tries: 1,
    caseId: null,
    sender: null,
    settledBy: null,
    settledAt: null,
    reason: null,
    createdAt: new Date('2026-03-30T08:00:00Z'),
    ...more,
  };
}
let made = 0;

/** A report of a mail server about a message of ours (RFC 3464), as Postfix writes it. */
export function report(
  messageId: string,
  { action = 'failed', recipient = 'qytetar@example.org', envelopeId = '' } = {},
): string {
  const lines = [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.org (Mail Delivery System)',
    'To: qasja@komuna.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Mon, 2 Mar 2026 09:05:00 +0100',
    `Message-ID: <${randomUUID()}@mx.example.org>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
    '',
    '--report',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am sorry to have to inform you that your message could not be delivered.',
    '--report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    ...(envelopeId ? [`Original-Envelope-Id: ${envelopeId}`] : []),
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${action === 'failed' ? '5.1.1' : '4.4.1'}`,
    `Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: Recipient address`,
    '    rejected: User unknown',
    '--report',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${messageId}@qasja.example>`,
    'Subject: KK',
    '--report--',
    '',
  ];
  return lines.join('\r\n');
}
