import { IsNull } from 'typeorm';
import { FileRow, MailFile, MailRow } from './entities';
import type { Tx } from './transactions';

/** Of these sums those that nothing names any more: the same bytes may lie in another case, or in another mail. */
export async function unusedBytes(tx: Tx, sums: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const sha256 of new Set(sums)) {
    const named =
      (await tx.existsBy(FileRow, { sha256, removedOn: IsNull() })) ||
      (await tx.existsBy(MailFile, { sha256 })) ||
      (await tx.createQueryBuilder(MailRow, 'm').where('m.sha256 = :sha256 AND m.size > 0', { sha256 }).getExists());
    if (!named) found.push(sha256);
  }
  return found;
}
