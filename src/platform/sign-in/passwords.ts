import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Shorter ones are refused. */
export const PASSWORD_LENGTH = 12;
/** Longer ones would only keep the machine busy. */
export const PASSWORD_LIMIT = 200;

/** An argon2id hash with its parameters, 19 MiB of memory and two passes (the library's defaults). */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'));

let nobody: Promise<string> | undefined;

/**
 * Whether the password fits the hash. Without a hash (nobody has this e-mail address) it does the same work and answers
 * no, so that the time taken does not tell which addresses exist.
 */
export async function passwordFits(known: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomPassword());
  const fits = await verify(known ?? (await nobody), password.slice(0, PASSWORD_LIMIT).normalize('NFC'));
  return known !== null && fits;
}

/** Without letters and digits that people misread. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be read once from a screen or paper: four groups of four, some 79 bits. */
export function randomPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
