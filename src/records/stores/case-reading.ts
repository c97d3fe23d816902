import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { CaseRow, FileRow, LetterRow, OutboxRow, Submission } from '../entities';
import type { Tx } from '../transactions';

/** A message of a case, without what its template needs. */
export type CaseMessage = Pick<
  OutboxRow,
  'id' | 'kind' | 'recipient' | 'state' | 'createdAt' | 'sentAt' | 'attempts' | 'problem'
>;

/** What the case page shows beside the case itself; one statement each. */
@Injectable()
export class CaseReading {
  /** What was sent, without who sent it. */
  submission(tx: Tx, id: string): Promise<Submission> {
    return tx.findOneByOrFail(Submission, { id });
  }

  messagesOf(tx: Tx, caseId: string): Promise<CaseMessage[]> {
    return tx.find(OutboxRow, {
      select: {
        id: true,
        kind: true,
        recipient: true,
        state: true,
        createdAt: true,
        sentAt: true,
        attempts: true,
        problem: true,
      },
      where: { caseId, channel: 'mail' },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  /** A letter with its case; null when there is none in this institution. */
  async letter(tx: Tx, institutionId: string, id: string): Promise<{ letter: LetterRow; row: CaseRow } | null> {
    const letter = await tx.findOneBy(LetterRow, { id });
    const row = letter && (await tx.findOneBy(CaseRow, { id: letter.caseId, institutionId }));
    return letter && row ? { letter, row } : null;
  }

  /** A file with its case; null when there is none in this institution, or while it belongs to no case. */
  async file(tx: Tx, institutionId: string, id: string): Promise<{ file: FileRow; row: CaseRow } | null> {
    const file = await tx.findOneBy(FileRow, { id, institutionId, removedOn: IsNull() });
    const row = file?.caseId ? await tx.findOneBy(CaseRow, { id: file.caseId, institutionId }) : null;
    return file && row ? { file, row } : null;
  }
}
