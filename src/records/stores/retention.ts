import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../core/law';
import { CaseRow } from '../entities';
import type { Tx } from '../transactions';

/** A case of which who asked is still kept. */
export type KeptCase = Pick<
  CaseRow,
  'id' | 'reference' | 'subject' | 'closedOn' | 'complaintOn' | 'complaintDecidedOn' | 'compliedOn'
>;

const LATER = ['complaintOn', 'complaintDecidedOn', 'compliedOn'] as const;

/** The last of its days, as `endedOn` of the core says it. */
export const lastDayOf = (row: KeptCase): LocalDate =>
  LATER.reduce<LocalDate>((latest, key) => ((row[key] ?? '') > latest ? row[key]! : latest), row.closedOn!);

/** Finds the cases whose time is over, by an index that knows which still have an applicant. */
@Injectable()
export class Retention {
  /** Closed ones that ended on or before a day, the longest ago first. */
  due(tx: Tx, institutionId: string, endedUntil: LocalDate, limit: number): Promise<KeptCase[]> {
    return this.kept(tx, institutionId, false, endedUntil, limit);
  }

  /** Decided on or before a day, and held back by a complaint that is not over. */
  held(tx: Tx, institutionId: string, decidedUntil: LocalDate, limit: number): Promise<KeptCase[]> {
    return this.kept(tx, institutionId, true, decidedUntil, limit);
  }

  private kept(tx: Tx, institutionId: string, isOpen: boolean, until: LocalDate, limit: number): Promise<KeptCase[]> {
    const query = tx
      .createQueryBuilder(CaseRow, 'c')
      .select(['c.id', 'c.reference', 'c.subject', 'c.closedOn', ...LATER.map((key) => `c.${key}`)])
      .where('c.institutionId = :institutionId AND c.isOpen = :isOpen', { institutionId, isOpen })
      .andWhere('c.anonymisedOn IS NULL AND c.closedOn <= :until', { until });
    if (!isOpen) for (const key of LATER) query.andWhere(`(c.${key} IS NULL OR c.${key} <= :until)`);
    return query.orderBy('c.closedOn', 'ASC').addOrderBy('c.id', 'ASC').limit(limit).getMany();
  }
}
