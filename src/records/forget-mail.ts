import { Between, In } from 'typeorm';
import { MailFile, MailRow, NoticeRow, Official } from './entities';
import { type Strike, STRUCK } from './strike';
import { change, type Tx } from './transactions';

/** A mail is read soon after it was kept, and its notice is written then. */
const READ_WITHIN_MS = 7 * 86_400_000;

/**
 * Takes away who sent a mail: names, raw message and files. What remains of subject and text is given; the day and the sum
 * stay, and that nobody can open it any more is said by `size`. Returns the sums of what it named.
 */
export async function forgetMail(
  tx: Tx,
  mail: MailRow,
  remains: Pick<MailRow, 'subject' | 'text' | 'reason'>,
  strike: Strike,
): Promise<string[]> {
  await change(tx, MailRow, { id: mail.id }, { ...remains, fromName: '', fromAddress: '', contentKey: null, size: 0 });
  const files = await tx.findBy(MailFile, { mailId: mail.id });
  for (const one of files) await change(tx, MailFile, { id: one.id }, { name: STRUCK, sha256: null });
  await forgetNotices(tx, mail, remains.subject === '' ? () => '' : (text) => strike.text(text));
  return [mail.sha256, ...files.flatMap((one) => one.sha256 ?? [])];
}

/** The bell told of it by its subject. */
async function forgetNotices(
  tx: Tx,
  { id, institutionId, createdAt }: MailRow,
  less: (text: string) => string,
): Promise<void> {
  const officials = await tx.find(Official, { select: { id: true }, where: { institutionId } });
  const notices = await tx.findBy(NoticeRow, {
    officialId: In(officials.map((one) => one.id)),
    kind: 'mail-arrived',
    at: Between(createdAt, new Date(createdAt.getTime() + READ_WITHIN_MS)),
  });
  for (const one of notices.filter(({ facts }) => facts.mailId === id)) {
    const subject = typeof one.facts.subject === 'string' ? less(one.facts.subject) : '';
    await tx.update(NoticeRow, { id: one.id }, { facts: { ...one.facts, subject } });
  }
}
