import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AlarmRow, CaseRow, OutboxRow } from '../entities';
import type { Tx } from '../transactions';

/** What waits to be sent or told, and what waits for an administrator. Costs what waits. */
@Injectable()
export class WaitingWork {
  /** Messages of an institution that are not sent yet, those that have waited longest first. */
  messages(tx: Tx, institutionId: string, limit: number): Promise<OutboxRow[]> {
    return tx
      .createQueryBuilder(OutboxRow, 'm')
      .where("m.state IN ('pending', 'sending') AND m.institutionId = :institutionId", { institutionId })
      .orderBy('m.createdAt', 'ASC')
      .addOrderBy('m.id', 'ASC')
      .limit(limit)
      .getMany();
  }

  /** Alarms of an institution that are planned and not told yet, those that have waited longest first. */
  alarms(tx: Tx, institutionId: string, limit: number): Promise<AlarmRow[]> {
    return tx.find(AlarmRow, {
      where: { institutionId, state: 'planned' },
      order: { createdAt: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  /** How many failed messages and set-aside alarms of an institution nobody has decided on. */
  async undecided(tx: Tx, institutionId: string): Promise<{ messages: number; alarms: number }> {
    return {
      messages: await tx.countBy(OutboxRow, { channel: In(['mail', 'webhook']), state: 'failed', institutionId }),
      alarms: await tx.countBy(AlarmRow, { state: 'set-aside', institutionId }),
    };
  }

  /** The numbers under which people know some cases, by their ids. */
  async references(tx: Tx, caseIds: readonly (string | null)[]): Promise<Map<string, string>> {
    const ids = [...new Set(caseIds.filter((id): id is string => id !== null))];
    if (ids.length === 0) return new Map();
    const rows = await tx.find(CaseRow, { select: { id: true, reference: true }, where: { id: In(ids) } });
    return new Map(rows.map(({ id, reference }) => [id, reference]));
  }
}
