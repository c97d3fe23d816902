import { Injectable } from '@nestjs/common';
import type { Kind } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import type { Tx } from '../transactions';
import { ask } from './ask';
import { hintOf } from './queue-sql';

/** So many cases of one unit and kind, alike in their days. */
interface Alike {
  assigneeId: string | null;
  directorateId: string | null;
  kind: Kind;
  count: number;
}
/** `dueOn` is `9999-12-31` while nothing of ours runs. */
export type OpenAlike = Alike & { receivedOn: LocalDate; dueOn: LocalDate };
/** `days` from receipt to the decision; what took longer than `LONGEST` counts as `LONGEST`. */
export type ClosedAlike = Alike & { days: number };

export const LONGEST = 400;

/** Decided by the unit itself; what was withdrawn or sent on says nothing about how long it takes. */
const DECIDED = "'granted', 'partial', 'refused', 'already-public'";

/** What lies on whom, and how long it took. Each is one walk over an index that holds all that is asked. */
@Injectable()
export class Workload {
  async open(tx: Tx, institutionId: string): Promise<OpenAlike[]> {
    const hint = hintOf(tx.connection.options.type)('case_files_open_by_receipt');
    const rows = await ask<OpenAlike>(
      tx,
      `SELECT c.assignee_id AS "assigneeId", c.directorate_id AS "directorateId", c.kind AS "kind",
              c.received_on AS "receivedOn", c.due_on AS "dueOn", count(*) AS "count"
         FROM case_files c${hint} WHERE c.institution_id = :institutionId AND c.is_open
        GROUP BY c.received_on, c.assignee_id, c.directorate_id, c.kind, c.due_on`,
      { institutionId },
    );
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  /** Cases decided from a day on. */
  async closed(tx: Tx, institutionId: string, since: LocalDate): Promise<ClosedAlike[]> {
    const { type } = tx.connection.options;
    const days =
      type === 'postgres'
        ? 'CAST(c.closed_on AS date) - CAST(c.received_on AS date)'
        : 'CAST(julianday(c.closed_on) - julianday(c.received_on) AS integer)';
    const rows = await ask<ClosedAlike>(
      tx,
      `SELECT "assigneeId", "directorateId", "kind", "days", count(*) AS "count" FROM (
         SELECT c.assignee_id AS "assigneeId", c.directorate_id AS "directorateId", c.kind AS "kind",
                CASE WHEN ${days} > ${LONGEST} THEN ${LONGEST} WHEN ${days} < 0 THEN 0 ELSE ${days} END AS "days"
           FROM case_files c${hintOf(type)('case_files_durations')}
          WHERE c.institution_id = :institutionId AND c.closed_on >= :since AND c.outcome IN (${DECIDED})
       ) taken GROUP BY "assigneeId", "directorateId", "kind", "days"`,
      { institutionId, since },
    );
    return rows.map((row) => ({ ...row, days: Number(row.days), count: Number(row.count) }));
  }
}
