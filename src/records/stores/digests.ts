import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { CaseNow } from '../../core/alarms';
import type { LocalDate } from '../../core/law';
import { AlarmRow, CaseRow, DigestRow, Official } from '../entities';
import { insertAll, rowLock, type Tx } from '../transactions';
import { openTaskIds } from './tasks';

/** A case of an official's day, as the digest lists it. */
export type DayLine = Pick<CaseRow, 'id' | 'reference' | 'subject' | 'kind' | 'assigneeId' | 'dueOn' | 'dueAt'>;

const AT_ONCE = 500;

/** An alarm that fails is waited for while it was tried less often: for some six minutes (`FailingAlarms`). */
const WAITED_FOR_TRIES = 3;

/** The one mail of each official's morning. */
@Injectable()
export class Digests {
  /**
   * Up to `limit` active officials of some institutions who have had no digest on a day, for whom no alarm waits to be told.
   * One that failed is waited for through its first pauses: what was only the machinery's bad minute still rides this mail,
   * and what fails for good holds up nobody's morning. In a transaction each is held by one sweep only.
   */
  async lacking(tx: Tx, institutionIds: readonly string[], day: LocalDate, limit: number): Promise<Official[]> {
    if (institutionIds.length === 0) return [];
    const query = tx
      .createQueryBuilder(Official, 'o')
      .where('o.institutionId IN (:...institutionIds) AND o.active = :active', {
        institutionIds: [...institutionIds],
        active: true,
      })
      .andWhere(
        (of) =>
          `NOT EXISTS ${of.subQuery().select('1').from(DigestRow, 'd').where('d.officialId = o.id AND d.day = :day').getQuery()}`,
        { day },
      )
      .andWhere(
        (of) =>
          `NOT EXISTS ${of
            .subQuery()
            .select('1')
            .from(AlarmRow, 'a')
            .where(`a.state = 'planned' AND a.tries < ${WAITED_FOR_TRIES} AND a.recipientKey = o.id`)
            .getQuery()}`,
      )
      .orderBy('o.id', 'ASC')
      .limit(limit);
    if (!rowLock(tx).lock || !tx.queryRunner?.isTransactionActive) return query.getMany();
    const held = await query.setLock('for_no_key_update').setOnLocked('skip_locked').getMany();
    // Whom another sweep let go of while this one looked had the digest meanwhile; only now it shows.
    const had = await tx.findBy(DigestRow, { officialId: In(held.map(({ id }) => id)), day });
    return held.filter(({ id }) => !had.some((one) => one.officialId === id));
  }

  /** Notes that officials had their digest; a unique key refuses a second one for the same day. */
  async add(
    tx: Tx,
    now: Date,
    day: LocalDate,
    digests: readonly { official: Pick<Official, 'id' | 'institutionId'>; messageId: string | null }[],
  ): Promise<void> {
    const rows = digests.map(({ official, messageId }) => ({
      id: randomUUID(),
      institutionId: official.institutionId,
      officialId: official.id,
      day,
      messageId,
      at: now,
    }));
    await insertAll(tx, DigestRow, rows);
  }

  /** The open cases of an official that are due by a day, in the order of their due days. */
  dayOf(tx: Tx, assigneeIds: readonly string[], until: LocalDate, limit: number): Promise<DayLine[]> {
    if (assigneeIds.length === 0) return Promise.resolve([]);
    return tx
      .createQueryBuilder(CaseRow, 'c')
      .select(['c.id', 'c.reference', 'c.subject', 'c.kind', 'c.assigneeId', 'c.dueOn', 'c.dueAt'])
      .where('c.assigneeId IN (:...assigneeIds) AND c.isOpen = :open AND c.dueOn <= :until', {
        assigneeIds: [...assigneeIds],
        open: true,
        until,
      })
      .orderBy('c.dueOn', 'ASC')
      .addOrderBy('c.id', 'ASC')
      .limit(limit)
      .getMany();
  }

  /** How some cases stand, by their id: what a notice said of them may have changed since. */
  async casesNow(tx: Tx, caseIds: readonly (string | null)[]): Promise<Map<string, CaseNow>> {
    const ids = [...new Set(caseIds.filter((id): id is string => id !== null))];
    const rows: (CaseNow & { id: string; awaited: string | null })[] = [];
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const where = { id: In(ids.slice(i, i + AT_ONCE)) };
      const own = { id: true, isOpen: true, closedOn: true, assigneeId: true };
      const select = { ...own, dueOn: true, decisionDueOn: true, complaintStage: true, awaited: true };
      rows.push(...(await tx.find(CaseRow, { select, where })));
    }
    const asking = rows.filter(({ awaited }) => awaited?.includes('directorate')).map(({ id }) => id);
    const openTasks = await openTaskIds(tx, asking);
    return new Map(rows.map((row) => [row.id, { ...row, openTasks }]));
  }

  /** The digests of an official, the latest first. */
  ofOfficial(tx: Tx, officialId: string, limit: number): Promise<DigestRow[]> {
    return tx.find(DigestRow, { where: { officialId }, order: { day: 'DESC' }, take: limit });
  }
}
