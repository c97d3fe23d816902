import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { CaseRow, EventRow } from '../entities';
import { NO_DUE_DAY } from '../projection';
import type { Tx } from '../transactions';
import { type AlarmCase, AlarmCases } from './alarm-cases';

/** A case as a calendar shows it. */
export interface CalendarCase extends AlarmCase {
  version: number;
  /** When the last of its events was recorded. */
  changedAt: Date;
}

/** Whose cases a calendar shows. */
export interface CalendarOf {
  institutionId: string;
  officialId: string;
  /** Directorates that the official heads. */
  directorateIds: readonly string[];
  /** Also the cases that nobody has. */
  unassigned: boolean;
  /** Also the urgent requests, whoever has them. */
  urgent: boolean;
}

type Found = Pick<CaseRow, 'id' | 'dueOn' | 'version'>;

/** Reads open cases with a due day for a calendar: those due soonest, one statement per table. */
@Injectable()
export class CalendarCases {
  constructor(private readonly cases: AlarmCases) {}

  async of(tx: Tx, whose: CalendarOf, limit: number): Promise<CalendarCase[]> {
    const rows = await this.rows(tx, whose, limit);
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const { cases } = await this.cases.seen(tx, ids);
    const changes = await this.lastChanges(tx, ids);
    const known = new Map(cases.map((one) => [one.id, one]));
    return rows.flatMap(({ id, version }) => {
      const [one, changedAt] = [known.get(id), changes.get(id)];
      return one && changedAt ? [{ ...one, version, changedAt }] : [];
    });
  }

  /** Each way into the table is led by an index of its own, and read no further than `limit`. */
  private async rows(tx: Tx, whose: CalendarOf, limit: number): Promise<Found[]> {
    const ways: ((query: SelectQueryBuilder<CaseRow>) => unknown)[] = [
      (query) => query.andWhere('c.assigneeId = :officialId', whose),
      ...whose.directorateIds.map(
        (id) => (query: SelectQueryBuilder<CaseRow>) => query.andWhere('c.directorateId = :id', { id }),
      ),
      ...(whose.unassigned ? [(query: SelectQueryBuilder<CaseRow>) => query.andWhere('c.assigneeId IS NULL')] : []),
      // Only these have an hour. Said with the institution, so that their own index can answer.
      ...(whose.urgent
        ? [
            (query: SelectQueryBuilder<CaseRow>) =>
              query.andWhere("c.institutionId = :institutionId AND c.dueAt > ''", whose),
          ]
        : []),
    ];
    const found = new Map<string, Found>();
    for (const way of ways) {
      const query = tx
        .createQueryBuilder(CaseRow, 'c')
        .select(['c.id', 'c.dueOn', 'c.version'])
        // As in the queue: without statistics SQLite would otherwise walk the whole institution.
        .where("(c.institutionId || '') = :institutionId", { institutionId: whose.institutionId })
        .andWhere('c.isOpen = :open AND c.dueOn < :never', { open: true, never: NO_DUE_DAY });
      way(query);
      const rows = await query.orderBy('c.dueOn', 'ASC').addOrderBy('c.id', 'ASC').limit(limit).getMany();
      for (const row of rows) found.set(row.id, row);
    }
    return [...found.values()].sort((a, b) => (a.dueOn + a.id < b.dueOn + b.id ? -1 : 1)).slice(0, limit);
  }

  private async lastChanges(tx: Tx, ids: readonly string[]): Promise<Map<string, Date>> {
    const rows = await tx
      .createQueryBuilder(EventRow, 'e')
      .select('e.caseId', 'caseId')
      .addSelect('MAX(e.recordedAt)', 'at')
      .where('e.caseId IN (:...ids)', { ids: [...ids] })
      .groupBy('e.caseId')
      .getRawMany<{ caseId: string; at: string }>();
    return new Map(rows.map(({ caseId, at }) => [caseId, new Date(at)]));
  }
}
