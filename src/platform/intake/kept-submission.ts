import { createHash, randomUUID } from 'node:crypto';
import {
  fingerprintOf,
  type Institution,
  type NewCase,
  newSalt,
  parted as apart,
  type Submission,
} from '../../records';
import type { KeptFile } from '../files';
import type { ReadSubmission } from './submission';

/** The row of what was sent: the typed fields untouched, each file by its name, size and SHA-256, and a sum over it all. */
export function keptSubmission(
  institution: Institution,
  submission: ReadSubmission,
  files: readonly KeptFile[],
): NewCase['submission'] {
  const listed = files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  const payload = { ...submission.typed, to: institution.code, files: listed };
  const salt = newSalt();
  return {
    id: randomUUID(),
    submissionKey: submission.submissionKey,
    channel: submission.channel,
    kind: submission.kind,
    receivedAt: submission.receivedAt,
    payload,
    salt,
    sha256: fingerprintOf(payload, salt),
  };
}

type Kept = NewCase['submission'];

/**
 * Whether a key was used for the very same submission before: a second press of the button, or a repeated call. Files may
 * be missing this time (a browser does not choose them again), but none may be new.
 */
export function isSameSubmission(earlier: Pick<Submission, 'kind' | 'payload'>, kept: Kept): boolean {
  const parted = ({ payload: { files, ...fields } }: Pick<Kept, 'payload'>): [string, string[]] => [
    JSON.stringify(Object.values(apart(fields))),
    ((files ?? []) as KeptFile[]).map((file) => file.sha256),
  ];
  const [[before, had], [now, has]] = [parted(earlier), parted(kept)];
  return earlier.kind === kept.kind && before === now && has.every((file) => had.includes(file));
}

/** The key for a submission whose own was used for another one; the same each time, so that it too is filed once. */
export const keyOfItsOwn = ({ submissionKey, kind, payload }: Kept): string =>
  createHash('sha256')
    .update(`${submissionKey} ${kind} ${JSON.stringify(payload)}`)
    .digest('hex');
