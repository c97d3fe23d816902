import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type CaseEvent, replay } from '../../core/casefile';
import { nationalCalendar } from '../../core/law';
import { CaseRow, EventRow, type Institution } from '../entities';
import { clockSettings, derive } from '../projection';
import { change, rowLock, type Tx } from '../transactions';
import { toEvent } from './event-log';

/** Cases read and derived at once: enough to be quick, few enough to hold in memory. */
const BATCH = 500;

/** The columns that a setting of the clock can move. */
const MOVED = ['firstDueOn', 'dueOn', 'dueAt', 'statuteVersion', 'calendarVersion', 'nextRungOn'] as const;
type Moved = Pick<CaseRow, (typeof MOVED)[number]>;

/** Derives due days anew after an institution changed how it counts. Closed cases keep the days they were judged by. */
@Injectable()
export class DueDays {
  /** Brings every open case of the institution to its present settings; returns how many got another due day. */
  async openCases(tx: Tx, institution: Institution): Promise<number> {
    let moved = 0;
    for (let after = ''; ;) {
      const query = tx
        .createQueryBuilder(CaseRow, 'c')
        .select(['c.id', ...MOVED.map((column) => `c.${column}`)])
        .where('c.institutionId = :id AND c.isOpen = :open AND c.id > :after', {
          id: institution.id,
          open: true,
          after,
        })
        .orderBy('c.id', 'ASC')
        .limit(BATCH);
      // Held before its history is read: a move of that moment is not written over.
      if (rowLock(tx).lock) query.setLock('pessimistic_write');
      const rows = await query.getMany();
      const last = rows.at(-1);
      if (!last) return moved;
      after = last.id;
      const histories = await this.histories(
        tx,
        rows.map((row) => row.id),
      );
      for (const row of rows) {
        const { row: derived } = derive(
          replay(histories.get(row.id) ?? []),
          nationalCalendar,
          clockSettings(institution.settings),
        );
        if (derived.dueOn === row.dueOn && derived.firstDueOn === row.firstDueOn) continue;
        const next = Object.fromEntries(MOVED.map((column) => [column, derived[column]])) as unknown as Moved;
        await change(tx, CaseRow, { id: row.id }, next);
        moved += 1;
      }
    }
  }

  private async histories(tx: Tx, caseIds: string[]): Promise<Map<string, CaseEvent[]>> {
    const events = await tx.find(EventRow, { where: { caseId: In(caseIds) }, order: { seq: 'ASC' } });
    const byCase = new Map<string, CaseEvent[]>();
    for (const event of events) {
      const known = byCase.get(event.caseId ?? '');
      if (known) known.push(toEvent(event));
      else byCase.set(event.caseId ?? '', [toEvent(event)]);
    }
    return byCase;
  }
}
