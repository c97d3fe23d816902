import { Injectable } from '@nestjs/common';
import { CaseRow } from '../entities';
import type { Tx } from '../transactions';

/** What a page needs to name a case. */
export type NamedCase = Pick<CaseRow, 'id' | 'reference' | 'subject'>;

/** The open cases of an institution, by their due day. */
@Injectable()
export class CasesByDueDay {
  /** Up to `limit` of them, those due soonest first; what waits for its calendar or for others comes last. */
  soonestDue(tx: Tx, institutionId: string, limit: number): Promise<NamedCase[]> {
    return tx.find(CaseRow, {
      select: { id: true, reference: true, subject: true },
      where: { institutionId, isOpen: true },
      order: { dueOn: 'ASC', id: 'ASC' },
      take: limit,
    });
  }
}
