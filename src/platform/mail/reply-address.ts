import { timingSafeEqual } from 'node:crypto';
import { macOf } from '../secrets';

/** Long enough that nobody guesses it, short enough for what stands before the @ (64 characters). */
const SIGNATURE_LENGTH = 12;

const signatureOf = (reference: string, caseId: string, secret: string): string =>
  macOf(secret, 'reply-address', `${caseId} ${reference.toLowerCase()}`).toString('hex').slice(0, SIGNATURE_LENGTH);

/**
 * The address for replies about a case: that of the mailbox with number and signature behind a plus. The signature is known
 * only to whom it was mailed. Null where it would not fit.
 */
export function replyAddress(mailbox: string, reference: string, caseId: string, secret: string): string | null {
  const at = mailbox.lastIndexOf('@');
  const local = `${mailbox.slice(0, at)}+${reference.toLowerCase()}.${signatureOf(reference, caseId, secret)}`;
  const fits = at > 0 && local.length <= 64 && /^[\w.+-]+$/.test(local);
  return fits ? local + mailbox.slice(at) : null;
}

/** What an address says that a mail was sent to; null when it is none for replies of this mailbox. */
export function replyReference(
  address: string,
  mailbox: string,
  secret: string,
): { reference: string; signed: (caseId: string) => boolean } | null {
  const at = mailbox.lastIndexOf('@');
  const [local, domain] = [mailbox.slice(0, at).toLowerCase(), mailbox.slice(at).toLowerCase()];
  const given = address.toLowerCase();
  if (!given.startsWith(`${local}+`) || !given.endsWith(domain)) return null;
  const [, number = '', signature = ''] =
    /^([a-z0-9-]{5,60})(?:\.([0-9a-f]{1,64}))?$/.exec(given.slice(local.length + 1, -domain.length)) ?? [];
  if (number === '') return null;
  const reference = number.toUpperCase();
  return {
    reference,
    signed: (caseId) => {
      const right = Buffer.from(signatureOf(reference, caseId, secret));
      const said = Buffer.from(signature);
      return right.length === said.length && timingSafeEqual(right, said);
    },
  };
}
