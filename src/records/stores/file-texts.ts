import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { FileRow, FileText, type FileTextState } from '../entities';
import { indexCases } from '../search';
import { insertAll, type Tx } from '../transactions';

/** Files and their text: which wait to be read, and what was read. */
@Injectable()
export class FileTexts {
  /** The oldest files of cases that wait to be read. */
  async waiting(tx: Tx, limit: number): Promise<string[]> {
    const rows = await tx.find(FileRow, {
      select: { id: true },
      where: { textState: 'waiting', caseId: Not(IsNull()) },
      order: { createdAt: 'ASC', id: 'ASC' },
      take: limit,
    });
    return rows.map(({ id }) => id);
  }

  /** Null when it is there no more, or was read already. */
  unread(tx: Tx, id: string): Promise<FileRow | null> {
    return tx.findOneBy(FileRow, { id, textState: 'waiting' });
  }

  /** Notes what became of reading a file; with its text and its name its case is found from the commit on. */
  async note(tx: Tx, { id, caseId }: FileRow, state: FileTextState, text: string): Promise<void> {
    const { affected } = await tx.update(FileRow, { id, textState: 'waiting' }, { textState: state });
    if (affected === 0) return;
    if (text !== '') await insertAll(tx, FileText, [{ fileId: id, text }]);
    if (caseId !== null) await indexCases(tx, [caseId]);
  }

  /** Lets all files be read again: after a change of what can be read. */
  async startAnew(tx: Tx): Promise<void> {
    await tx.query('delete from file_texts');
    await tx.query(`update files set text_state = 'waiting'`);
  }
}
