import { Injectable } from '@nestjs/common';
import { CaseRow, type Institution } from '../entities';
import { NO_DUE_DAY } from '../projection';
import type { Tx } from '../transactions';

/** Open cases whose due day lies beyond the last known calendar. */
@Injectable()
export class WaitingCases {
  /** The next of them by id, after `after`. Led by the index of open cases by due day: it costs what waits, not what is open. */
  async after(tx: Tx, institution: Institution, after: string, limit: number): Promise<string[]> {
    const rows = await tx
      .createQueryBuilder(CaseRow, 'c')
      .select('c.id', 'id')
      .where('c.institutionId = :id AND c.isOpen = :open AND c.dueOn = :never AND c.id > :after', {
        id: institution.id,
        open: true,
        never: NO_DUE_DAY,
        after,
      })
      .orderBy('c.id', 'ASC')
      .limit(limit)
      .getRawMany<{ id: string }>();
    return rows.map((row) => row.id);
  }

  /** How many undecided cases of the institution wait for a calendar that knows their due day. */
  count(tx: Tx, institutionId: string): Promise<number> {
    return tx
      .createQueryBuilder(CaseRow, 'c')
      .where('c.institutionId = :institutionId AND c.isOpen = :open AND c.dueOn = :never', {
        institutionId,
        open: true,
        never: NO_DUE_DAY,
      })
      .andWhere('c.outcome IS NULL AND c.calendarVersion IS NULL')
      .getCount();
  }
}
