import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { CaseMessageRow } from '../entities';
import { indexCases } from '../search';
import { insertAll, type Tx } from '../transactions';

/** What the applicant and the municipality wrote to each other. */
@Injectable()
export class CaseMessages {
  async add(tx: Tx, row: CaseMessageRow): Promise<void> {
    await insertAll(tx, CaseMessageRow, [row]);
    await indexCases(tx, [row.caseId]);
  }

  /** Of a case, the first one first. */
  ofCase(tx: Tx, caseId: string): Promise<CaseMessageRow[]> {
    return tx.find(CaseMessageRow, { where: { caseId }, order: { at: 'ASC', createdAt: 'ASC', id: 'ASC' } });
  }

  /** The message that an e-mail was taken as; null while it was not taken. */
  byMailId(tx: Tx, institutionId: string, mailId: string): Promise<CaseMessageRow | null> {
    return tx.findOneBy(CaseMessageRow, { institutionId, mailId });
  }

  /** How many messages of the applicant nobody has opened. */
  unread(tx: Tx, caseId: string): Promise<number> {
    return tx.countBy(CaseMessageRow, { caseId, direction: 'in', readAt: IsNull() });
  }

  /** Whoever handles the case opened it. */
  async read(tx: Tx, caseId: string, officialId: string, now: Date): Promise<void> {
    const unread = { caseId, direction: 'in' as const, readAt: IsNull() };
    await tx.update(CaseMessageRow, unread, { readAt: now, readBy: officialId });
  }
}
