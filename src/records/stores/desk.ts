import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DeskSettings, SavedView } from '../entities';
import { insertAll, type Tx } from '../transactions';
import { conditions, type Values, visibleAtAll } from './queue-conditions';
import { ask } from './ask';
import { BY_ID, hintOf } from './queue-sql';
import type { QueueFilter } from './queue-filter';

/** What an official made of the desk. */
export interface OwnDesk {
  /** An action on many cases that is not finished. */
  bulk: { id: string } | null;
  views: Pick<SavedView, 'id' | 'name' | 'query'>[];
  settings: Omit<DeskSettings, 'officialId'>;
}

/** More views than this nobody finds again. */
export const MOST_VIEWS = 30;

/** As the desk comes: the usual columns, single keys work. */
const UNTOUCHED: OwnDesk['settings'] = { columns: '', shortcuts: true };

/** Events that change nothing of what a list shows; who looks at a case is not for everybody anyway. */
const SILENT = "'alarmed', 'message-failed', 'inspected', 'applicant-seen'";

/** Saved views and settings of the desk, and what changed in a list since somebody looked at it. */
@Injectable()
export class Desk {
  /** In one question, because every page of the queue asks it. */
  async of(tx: Tx, officialId: string): Promise<OwnDesk> {
    const rows = await ask<{ what: string; id: string; name: string; query: string; shortcuts: number }>(
      tx,
      `SELECT 'view' AS "what", id AS "id", name AS "name", query AS "query", 0 AS "shortcuts"
         FROM saved_views WHERE official_id = :officialId
       UNION ALL
       SELECT 'settings', '', '', columns, CASE WHEN shortcuts THEN 1 ELSE 0 END
         FROM desk_settings WHERE official_id = :officialId
       UNION ALL
       SELECT 'bulk', id, '', '', 0 FROM bulk_actions WHERE finished_at IS NULL AND official_id = :officialId`,
      { officialId },
    );
    const kept = rows.find((row) => row.what === 'settings');
    const views = rows.filter((row) => row.what === 'view').map(({ id, name, query }) => ({ id, name, query }));
    return {
      bulk: rows.find((row) => row.what === 'bulk') ?? null,
      views: views.sort((a, b) => a.name.localeCompare(b.name)),
      settings: kept ? { columns: kept.query, shortcuts: Boolean(kept.shortcuts) } : UNTOUCHED,
    };
  }

  async keepSettings(tx: Tx, officialId: string, settings: OwnDesk['settings']): Promise<void> {
    const { affected } = await tx.update(DeskSettings, { officialId }, settings);
    if (affected === 1) return;
    await tx
      .createQueryBuilder()
      .insert()
      .into(DeskSettings)
      .values({ officialId, ...settings })
      .orIgnore()
      .execute();
  }

  /** `taken`: the official has a view of this name. `many`: they have `MOST_VIEWS`. */
  async saveView(
    tx: Tx,
    officialId: string,
    { name, query }: Pick<SavedView, 'name' | 'query'>,
    now: Date,
  ): Promise<'saved' | 'taken' | 'many'> {
    if ((await tx.countBy(SavedView, { officialId })) >= MOST_VIEWS) return 'many';
    if (await tx.existsBy(SavedView, { officialId, name })) return 'taken';
    await insertAll(tx, SavedView, [{ id: randomUUID(), officialId, name, query, createdAt: now }]);
    return 'saved';
  }

  /** False when the official has no such view. */
  async removeView(tx: Tx, officialId: string, id: string): Promise<boolean> {
    return (await tx.delete(SavedView, { officialId, id })).affected === 1;
  }

  /** The end of what was recorded in an institution. */
  async lastSeq(tx: Tx, institutionId: string): Promise<number> {
    const [row] = await ask<{ seq: number }>(
      tx,
      'SELECT seq AS "seq" FROM chain_heads WHERE institution_id = :institutionId',
      { institutionId },
    );
    return Number(row?.seq ?? 0);
  }

  /**
   * Visible cases to which somebody else did something after `seq`; `fits`: they are in the list as it is now. Looks at the
   * latest `most` events only: who was away for longer reads the list anew anyway.
   */
  async changedSince(
    tx: Tx,
    filter: QueueFilter,
    seq: number,
    me: string,
    most: number,
  ): Promise<{ id: string; fits: boolean }[]> {
    const values: Values = { institutionId: filter.institutionId, me, since: String(seq) };
    const all = visibleAtAll(filter, values);
    const asked = conditions(filter, values);
    if (filter.status === 'closed' || filter.status === 'open') {
      asked.push('c.is_open = :isOpen');
      values.isOpen = filter.status === 'open';
    }
    const rows = await ask<{ id: string; fits: number }>(
      tx,
      `SELECT c.id AS "id", CASE WHEN ${asked.join(' AND ') || '1 = 1'} THEN 1 ELSE 0 END AS "fits"
         FROM case_files c${hintOf(tx.connection.options.type)(BY_ID)} WHERE ${all} AND c.id IN (
           SELECT e.case_id FROM (
             SELECT case_id, type, actor_id FROM events
              WHERE institution_id = :institutionId AND seq > CAST(:since AS integer) ORDER BY seq DESC LIMIT ${most}
           ) e WHERE e.case_id IS NOT NULL AND e.type NOT IN (${SILENT}) AND (e.actor_id IS NULL OR e.actor_id <> :me))`,
      values,
    );
    return rows.map(({ id, fits }) => ({ id, fits: Boolean(fits) }));
  }
}
