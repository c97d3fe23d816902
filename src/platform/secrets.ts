import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** For what a key is used; each use has a key of its own, so that one text never opens the door of another. */
export type SecretUse =
  'links' | 'second-factor' | 'sign-in-step' | 'provider-step' | 'reply-address' | `mailbox ${string}`;

const keys = new Map<string, Buffer>();

/** A key of 256 bits out of the installation's own secret (SESSION_SECRET): a copy of the database alone has no key. */
function keyFor(secret: string, use: SecretUse): Buffer {
  const name = `${use}:${secret}`;
  const known = keys.get(name) ?? Buffer.from(hkdfSync('sha256', secret, '', `qasja ${use}`, 32));
  keys.set(name, known);
  return known;
}

/** The proof that this installation wrote a text. */
export const macOf = (secret: string, use: SecretUse, text: string): Buffer =>
  createHmac('sha256', keyFor(secret, use)).update(text).digest();

/** An id and the proof that this installation wrote it: what stands in a mail, while the database holds the id alone. */
export const proved = (secret: string, use: SecretUse, id: string): string =>
  `${id}.${macOf(secret, use, id).toString('base64url')}`;

/** The id of a text that `proved` made; null for any other text. */
export function provedId(secret: string, use: SecretUse, text: string): string | null {
  const [id = '', proof = ''] = text.length > 200 ? [] : text.split('.');
  const given = Buffer.from(proof, 'base64url');
  const right = macOf(secret, use, id);
  return given.length === right.length && timingSafeEqual(given, right) ? id : null;
}

/** Encrypts (AES-256-GCM) a text that is to be read by this installation only. */
export function sealed(secret: string, use: SecretUse, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, use), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** What `sealed` was given; null for a text that was changed, or sealed under another secret or for another use. */
export function unsealed(secret: string, use: SecretUse, text: string): string | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < 28) return null;
  const cipher = createDecipheriv('aes-256-gcm', keyFor(secret, use), bytes.subarray(0, 12));
  cipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
