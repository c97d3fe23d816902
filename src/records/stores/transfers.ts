import { Injectable } from '@nestjs/common';
import { In, LessThan, Not } from 'typeorm';
import { type LocalDate, localDateOf } from '../../core/law';
import { CaseRow, TransferRow } from '../entities';
import { change, insertAll, type Tx } from '../transactions';

/** An offer with the sender's case that it is about. */
export interface OfferedCase {
  transfer: TransferRow;
  row: CaseRow;
}

/**
 * Requests on their way to another institution. Every change of one is a move of the sender's case, which `CaseBook.act`
 * holds locked: the case's file says whether the offer still stands, and this row follows it.
 */
@Injectable()
export class Transfers {
  async add(tx: Tx, row: TransferRow): Promise<void> {
    await insertAll(tx, TransferRow, [row]);
  }

  async settle(
    tx: Tx,
    id: string,
    settled: Pick<TransferRow, 'state' | 'settledAt'> & Partial<Pick<TransferRow, 'refusal' | 'newCaseId'>>,
  ): Promise<void> {
    await change(tx, TransferRow, { id }, settled);
  }

  /** What waits for an institution's answer, the most urgent first. An offer of a case that was decided meanwhile is none. */
  async waiting(tx: Tx, institutionId: string): Promise<OfferedCase[]> {
    const transfers = await tx.find(TransferRow, {
      where: { toInstitutionId: institutionId, state: 'offered' },
      order: { answerBy: 'ASC', offeredAt: 'ASC', id: 'ASC' },
    });
    return (await this.withCases(tx, transfers)).filter(({ row }) => row.status === 'offered');
  }

  /** How many wait; for the menu of every page. */
  countWaiting(tx: Tx, institutionId: string): Promise<number> {
    return tx
      .createQueryBuilder(TransferRow, 't')
      .innerJoin(CaseRow, 'c', 'c.id = t.caseId AND c.status = :status', { status: 'offered' })
      .where('t.toInstitutionId = :institutionId AND t.state = :state', { institutionId, state: 'offered' })
      .getCount();
  }

  /** Null when it was not offered to this institution. */
  async addressedTo(tx: Tx, institutionId: string, id: string): Promise<OfferedCase | null> {
    const transfer = await tx.findOneBy(TransferRow, { id, toInstitutionId: institutionId });
    return transfer && ((await this.withCases(tx, [transfer]))[0] ?? null);
  }

  /** Every offer of a case, the first one first. */
  ofCase(tx: Tx, caseId: string): Promise<TransferRow[]> {
    return tx.find(TransferRow, { where: { caseId }, order: { offeredAt: 'ASC', id: 'ASC' } });
  }

  /** The offer that a case was made of, with the sender's case; null for one that was filed here. */
  async origin(tx: Tx, { id, institutionId }: Pick<CaseRow, 'id' | 'institutionId'>): Promise<OfferedCase | null> {
    const where = { toInstitutionId: institutionId, state: 'accepted' as const, newCaseId: id };
    const transfer = await tx.findOneBy(TransferRow, where);
    return transfer && ((await this.withCases(tx, [transfer]))[0] ?? null);
  }

  /** Offers that nobody answered by their last day, the oldest first. */
  lapsed(tx: Tx, today: LocalDate, limit: number, except: readonly string[] = []): Promise<TransferRow[]> {
    return tx.find(TransferRow, {
      where: {
        state: 'offered',
        answerBy: LessThan(today),
        ...(except.length > 0 ? { id: Not(In([...except])) } : {}),
      },
      order: { answerBy: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  /** The numbers of the cases that other institutions made of these offers, by the offer's id. */
  async newReferences(tx: Tx, transfers: readonly TransferRow[]): Promise<Map<string, string>> {
    const ids = transfers.flatMap(({ newCaseId }) => (newCaseId === null ? [] : [newCaseId]));
    if (ids.length === 0) return new Map();
    const rows = await tx.find(CaseRow, { select: { id: true, reference: true }, where: { id: In(ids) } });
    const references = new Map(rows.map((row) => [row.id, row.reference]));
    return new Map(
      transfers.flatMap(({ id, newCaseId }) => {
        const reference = references.get(newCaseId ?? '');
        return reference === undefined ? [] : [[id, reference] as const];
      }),
    );
  }

  private async withCases(tx: Tx, transfers: readonly TransferRow[]): Promise<OfferedCase[]> {
    if (transfers.length === 0) return [];
    const rows = await tx.findBy(CaseRow, { id: In(transfers.map((one) => one.caseId)) });
    return transfers.flatMap((transfer) => {
      const row = rows.find((one) => one.id === transfer.caseId);
      return row ? [{ transfer, row }] : [];
    });
  }
}

/** An offer falls back on the day after its last day at the earliest: one that ended before was taken back. */
export const wasWithdrawn = ({ settledAt, answerBy }: TransferRow): boolean =>
  settledAt !== null && localDateOf(settledAt) <= answerBy;
