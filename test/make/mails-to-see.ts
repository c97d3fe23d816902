import { randomUUID } from 'node:crypto';
import { FileKeeper } from '../../src/platform/files';
import { Mailbox, MailFile, MailRow } from '../../src/records';
import type { TestApp } from '../support/app';
import { mailboxRow, mailRow } from './mails';

const LONG =
  'Kërkesë për qasje në dokumente publike: shpenzimet për karburante, mirëmbajtje të automjeteve dhe dieta mëditjesh për vitin 2025';

/** A mailbox in trouble, a mail that waits with attachments, one that a machine wrote, and one that was discarded. */
export async function mailsToSee(app: TestApp): Promise<{ draft: string; aside: string }> {
  const { id } = app.seed.institution;
  const now = app.clock.now();
  const { manager } = app.source;
  const at = { port: 993, user: 'kerkesa@komuna.example', password: 'x' };
  const trouble = { trouble: 'password', troubleSince: now, checkedAt: now };
  await manager.insert(Mailbox, mailboxRow(id, 'x'.repeat(32), at, now, { host: 'imap.komuna.example', ...trouble }));
  const kept = await app.get(FileKeeper).keepBytes(Buffer.from('Subject: x\r\n\r\nx'), 'message.eml', 'message/rfc822');
  const draft = mailRow(id, kept, {
    subject: LONG,
    fromName: 'Shoqata e Qytetarëve për Transparencë „Zëri i Anadrinisë“',
  });
  const aside = mailRow(id, kept, { state: 'set-aside', setAside: 'auto-reply', quiet: true, subject: 'Jashtë zyrës' });
  const discarded = mailRow(id, kept, { state: 'discarded', reason: 'Reklamë.', settledAt: now, subject: 'Ofertë' });
  const damaged = mailRow(id, kept, { flaw: 'unreadable', subject: '', text: '', fromName: '', fromAddress: '' });
  for (const mail of [draft, aside, discarded, damaged]) await manager.insert(MailRow, mail);
  const file = { mailId: draft.id, mediaType: 'application/pdf', size: 48_213, sha256: kept.sha256, refused: null };
  await manager.insert(MailFile, { id: randomUUID(), ...file, name: 'faturat-e-karburanteve-janar-dhjetor-2025.pdf' });
  const refused = { sha256: null, mediaType: null, refused: 'type-not-allowed', name: 'program.exe' };
  await manager.insert(MailFile, { id: randomUUID(), ...file, ...refused });
  return { draft: draft.id, aside: aside.id };
}
