import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Linked, LinkSide } from '../../core/casefile';
import { CaseLinkRow, CaseRow, EventRow } from '../entities';
import { insertAll, rowLock, type Tx } from '../transactions';

/** A case that is linked to another, as that one sees it. */
export interface CaseLink {
  id: string;
  otherId: string;
  /** What the case that is looked at is to the other. */
  as: LinkSide;
}

@Injectable()
export class CaseLinks {
  /** The links of a case, the oldest first. */
  async of(tx: Tx, caseId: string): Promise<CaseLink[]> {
    const rows = await tx.find(CaseLinkRow, {
      where: [{ caseId }, { otherId: caseId }],
      order: { at: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => ({
      id: row.id,
      otherId: row.caseId === caseId ? row.otherId : row.caseId,
      as: row.merged ? (row.caseId === caseId ? 'duplicate' : 'main') : 'related',
    }));
  }

  /** The cases behind links, in the order of their numbers. */
  cases(tx: Tx, institutionId: string, ids: readonly string[]): Promise<CaseRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return tx.find(CaseRow, { where: { institutionId, id: In([...ids]) }, order: { reference: 'ASC' } });
  }

  /** Of the cases linked to one: those that were decided along with it, by the same official in the same moment. */
  async decidedWith(tx: Tx, institutionId: string, caseId: string): Promise<CaseRow[]> {
    const where = { institutionId, type: 'decided' as const };
    const own = await tx.findOne(EventRow, { where: { ...where, caseId }, order: { seq: 'DESC' } });
    const linked = (await this.of(tx, caseId)).map(({ otherId }) => otherId);
    if (!own || linked.length === 0) return [];
    const { recordedAt, actorId } = own;
    const along = await tx.find(EventRow, {
      select: { caseId: true },
      where: { ...where, caseId: In(linked), recordedAt, actorId: actorId ?? IsNull() },
    });
    return this.cases(
      tx,
      institutionId,
      along.flatMap((one) => one.caseId ?? []),
    );
  }

  /** The case with this reference; null when there is none in this institution. */
  byReference(tx: Tx, institutionId: string, reference: string): Promise<CaseRow | null> {
    return tx.findOneBy(CaseRow, { institutionId, reference });
  }

  /** Takes several cases for the rest of the transaction, always in one order, so that two never wait for each other. */
  async hold(tx: Tx, institutionId: string, ids: readonly string[]): Promise<void> {
    await tx.find(CaseRow, {
      select: { id: true },
      where: { institutionId, id: In([...ids]) },
      order: { id: 'ASC' },
      ...rowLock(tx),
    });
  }

  async add(
    tx: Tx,
    institutionId: string,
    here: string,
    { linkId, otherId, as }: Linked,
    byId: string,
    at: Date,
  ): Promise<void> {
    const [first, second] =
      as === 'duplicate' || (as === 'related' && here < otherId) ? [here, otherId] : [otherId, here];
    const row = { id: linkId, institutionId, caseId: first, otherId: second, merged: as !== 'related', byId, at };
    await insertAll(tx, CaseLinkRow, [row]);
  }

  /** False when it is gone already. */
  async remove(tx: Tx, id: string): Promise<boolean> {
    return (await tx.delete(CaseLinkRow, { id })).affected === 1;
  }
}
