import { createHash, randomBytes } from 'node:crypto';
import { In } from 'typeorm';
import type { NewCase } from './new-case';
import { Identity, Submission } from './entities';
import { insertAll, type Tx } from './transactions';

/** The fields of a form, and of an old register, that say who somebody is. */
export const PERSONAL_FIELDS: readonly string[] = ['name', 'email', 'address', 'phone', 'applicant_name'];

type Fields = Record<string, unknown>;

/** What was sent, and who sent it. */
export function parted(payload: Fields): { open: Fields; personal: Fields } {
  const fields = Object.entries(payload);
  const of = (personal: boolean): Fields =>
    Object.fromEntries(fields.filter(([key]) => PERSONAL_FIELDS.includes(key) === personal));
  return { open: of(false), personal: of(true) };
}

export const newSalt = (): string => randomBytes(16).toString('hex');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The SHA-256 of a submission: over what was sent, with a salted SHA-256 of who sent it in its place. Once salt and identity
 * are deleted it tells nobody who that was, not even whoever guesses right; see ADR 0009.
 */
export function fingerprintOf(payload: Fields, salt: string): string {
  const { open, personal } = parted(payload);
  return sha256(JSON.stringify({ ...open, who: sha256(salt + JSON.stringify(personal)) }));
}

type Kept = NewCase['submission'] & { institutionId: string };

/** Keeps submissions, and apart from them who sent them. */
export async function keepSubmissions(tx: Tx, submissions: readonly Kept[]): Promise<void> {
  const identities: Identity[] = [];
  const rows = submissions.map(({ salt = '', payload, ...rest }) => {
    const { open, personal } = parted(payload);
    if (Object.keys(personal).length > 0) {
      identities.push({ submissionId: rest.id, institutionId: rest.institutionId, sent: personal, salt });
    }
    return { ...rest, payload: open };
  });
  await insertAll(tx, Submission, rows);
  if (identities.length > 0) await insertAll(tx, Identity, identities);
}

/** A submission with who sent it, as it came in; without them once that was taken away. */
export async function wholeSubmissions<S extends Pick<Submission, 'id' | 'payload'>>(
  tx: Tx,
  submissions: readonly S[],
): Promise<(S & { salt: string })[]> {
  const ids = submissions.map(({ id }) => id);
  const found = ids.length === 0 ? [] : await tx.findBy(Identity, { submissionId: In(ids) });
  const known = new Map(found.map((one) => [one.submissionId, one]));
  return submissions.map((one) => {
    const { sent = {}, salt = '' } = known.get(one.id) ?? {};
    return { ...one, payload: { ...one.payload, ...sent }, salt };
  });
}
