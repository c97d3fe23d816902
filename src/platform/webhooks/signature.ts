import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret: 32 random bytes in base64 behind `whsec_`, as Standard Webhooks writes them. */
export const newSecret = (): string => PREFIX + randomBytes(32).toString('base64');

/**
 * The signature of a delivery as Standard Webhooks has it: HMAC-SHA256 over `<id>.<timestamp>.<body>`, in base64 behind the
 * version. With several secrets as many signatures, with a space between them: the receiver is content with one that fits.
 *
 * @param timestamp of this attempt, in whole seconds since 1970
 */
export function signatureOf(secrets: readonly string[], id: string, timestamp: number, body: string): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
