import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';

/** A key of its own for each purpose, from the installation's secret: knowing one opens nothing else. */
const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'qasja sealed', purpose, 32));

/**
 * Encrypts a secret that has to be used again, such as the password of a mailbox, for keeping in the database: whoever has
 * only the database reads nothing. AES-256-GCM; `purpose` is bound to it, so that a sealed text fits in one place only.
 */
export function seal(text: string, secret: string, purpose: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [VERSION, nonce, cipher.getAuthTag(), body]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
}

/** The secret again; null when it was sealed under another secret or for another purpose, or was changed. */
export function unseal(sealed: string, secret: string, purpose: string): string | null {
  const [version, nonce = '', tag = '', body = ''] = sealed.split('.');
  if (version !== VERSION) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), Buffer.from(nonce, 'base64url'));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
