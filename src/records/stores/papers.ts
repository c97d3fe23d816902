import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { FileRow, LetterRow, Note } from '../entities';
import { indexCases } from '../search';
import { insertAll, type Tx } from '../transactions';

/** Files, notes and letters of a case. Bytes are kept by `platform/files`; here is what they are. */
@Injectable()
export class Papers {
  async addFiles(tx: Tx, files: readonly Omit<FileRow, 'id'>[]): Promise<FileRow[]> {
    const rows = files.map((file) => ({ id: randomUUID(), ...file }));
    await insertAll(tx, FileRow, rows);
    return rows;
  }

  filesOfCase(tx: Tx, caseId: string): Promise<FileRow[]> {
    return tx.find(FileRow, { where: { caseId, removedOn: IsNull() }, order: { createdAt: 'ASC', name: 'ASC' } });
  }

  filesByIds(tx: Tx, institutionId: string, ids: readonly string[]): Promise<FileRow[]> {
    return ids.length === 0
      ? Promise.resolve([])
      : tx.findBy(FileRow, { institutionId, id: In([...ids]), removedOn: IsNull() });
  }

  async addNote(tx: Tx, note: Omit<Note, 'id'>): Promise<Note> {
    const row = { id: randomUUID(), ...note };
    await insertAll(tx, Note, [row]);
    await indexCases(tx, [row.caseId]);
    return row;
  }

  notesOfCase(tx: Tx, caseId: string): Promise<Note[]> {
    return tx.find(Note, { where: { caseId }, order: { createdAt: 'ASC' } });
  }

  /** The letter's id is chosen by the caller, because the event that it belongs to names it. */
  async addLetter(tx: Tx, letter: LetterRow): Promise<void> {
    await insertAll(tx, LetterRow, [letter]);
    await indexCases(tx, [letter.caseId]);
  }

  lettersOfCase(tx: Tx, caseId: string): Promise<LetterRow[]> {
    return tx.find(LetterRow, { where: { caseId }, order: { createdAt: 'ASC' } });
  }
}
