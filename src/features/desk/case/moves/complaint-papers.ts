import type { CaseFile, Complaint, Paper } from '../../../../core/casefile';
import type { MoveContext, OfferedFile } from '../../../../platform/casework';
import type { LoadedCase, Tx } from '../../../../records';
import { fileRows, type Tools } from './move';

/** What went to the Agency and came from it; the applicant gets it from the Agency and not from here. */
export async function complaintPapers(
  { papers }: Tools,
  tx: Tx,
  files: readonly OfferedFile[],
  loaded: LoadedCase,
  { now }: MoveContext,
): Promise<Paper[]> {
  const rows = await papers.addFiles(tx, fileRows(files, loaded, 'complaint', false, now));
  return rows.map(({ id, sha256 }) => ({ fileId: id, sha256 }));
}

/** The complaint while the Agency has not decided; null before it and after it. */
export const undecided = ({ complaint }: CaseFile): Complaint | null =>
  complaint?.id && complaint.outcome === null ? complaint : null;
