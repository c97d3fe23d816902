import { createHash } from 'node:crypto';
import { randomPassword } from './passwords';

/** A code is good for 30 seconds (RFC 6238), and for one step before and after: clocks of phones go wrong a little. */
export const STEP_SECONDS = 30;
export const RECOVERY_CODES = 10;

// Loaded when somebody has a second factor: most processes never need them.
const otp = () => import('otplib');
const qr = () => import('qrcode');

/** 160 random bits in Base32, as RFC 4226 asks for. */
export const newSecret = async (): Promise<string> => (await otp()).generateSecret();

/** What stands in the square that a phone reads. */
export const addressOf = async (secret: string, issuer: string, label: string): Promise<string> =>
  (await otp()).generateURI({ issuer, label, secret });

/** The square itself, as an image that the page carries within it. */
export async function squareOf(address: string): Promise<string> {
  const svg = await (await qr()).toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

/** The step whose code this is; null for a code that is not right at this time. */
export async function stepOf(secret: string, code: string, now: Date): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  const answer = await (await otp()).verify({ secret, token: code, epoch, epochTolerance: STEP_SECONDS });
  return answer.valid && 'epoch' in answer ? Math.floor(answer.epoch / STEP_SECONDS) : null;
}

/** Ten codes of some 79 bits each: too many to guess, so that a plain hash keeps them. */
export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, randomPassword);

/** The hash under which a recovery code is kept, however its groups were typed. */
export const recoveryHash = (code: string): string =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest('hex');
