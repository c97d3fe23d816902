import { createHash, randomUUID } from 'node:crypto';
import type { Institution, NewCase } from '../../records';
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
  return {
    id: randomUUID(),
    submissionKey: submission.submissionKey,
    channel: submission.channel,
    kind: submission.kind,
    receivedAt: submission.receivedAt,
    payload,
    sha256: createHash('sha256').update(JSON.stringify(payload)).digest('hex'),
  };
}
