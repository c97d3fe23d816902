import { Injectable } from '@nestjs/common';
import { CaseRow, Institution } from '../entities';
import { NO_DUE_DAY } from '../projection';
import type { Tx } from '../transactions';

/** Open cases whose due day lies beyond the last known calendar. */
@Injectable()
export class WaitingCases {
  /** A page of them after a case id, by institution; `last` is null at the end. */
  async after(
    tx: Tx,
    caseId: string,
    limit: number,
  ): Promise<{ groups: { institution: Institution; caseIds: string[] }[]; last: string | null }> {
    const rows = await tx
      .createQueryBuilder(CaseRow, 'c')
      .select('c.id', 'id')
      .addSelect('c.institutionId', 'institutionId')
      .where('c.isOpen = :open AND c.dueOn = :never AND c.id > :caseId', { open: true, never: NO_DUE_DAY, caseId })
      .orderBy('c.id', 'ASC')
      .limit(limit)
      .getRawMany<{ id: string; institutionId: string }>();
    const institutions = await tx.find(Institution);
    const groups = institutions.map((institution) => ({
      institution,
      caseIds: rows.filter((row) => row.institutionId === institution.id).map((row) => row.id),
    }));
    return { groups: groups.filter((one) => one.caseIds.length > 0), last: rows.at(-1)?.id ?? null };
  }
}
