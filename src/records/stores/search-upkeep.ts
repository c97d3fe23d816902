import { Injectable } from '@nestjs/common';
import { indexCases } from '../search';
import type { Tx } from '../transactions';

/** Makes the words of cases anew: of those of before the search came, and of all when somebody asks for it. */
@Injectable()
export class SearchUpkeep {
  /** Whether any case waits for its words. */
  async waits(tx: Tx): Promise<boolean> {
    return (await tx.query<object[]>('SELECT seq FROM search_docs WHERE stale = 1 LIMIT 1')).length > 0;
  }

  /** Makes the words of the latest cases that wait, in the caller's transaction. Returns how many there were. */
  async refresh(tx: Tx, limit: number): Promise<number> {
    const rows = await tx.query<{ seq: number | string; case_id: string }[]>(
      `select seq, case_id from search_docs where stale = 1 order by seq desc limit ${limit}`,
    );
    if (rows.length === 0) return 0;
    await indexCases(
      tx,
      rows.map((row) => row.case_id),
    );
    const places = rows.map((_, i) => `$${i + 1}`).join(', ');
    await tx.query(
      `update search_docs set stale = 0 where seq in (${places})`,
      rows.map((row) => row.seq),
    );
    return rows.length;
  }

  /** Lets every case wait for its words, also one that the index never heard of. */
  async startAnew(tx: Tx): Promise<void> {
    await tx.query(
      `insert into search_docs (case_id) select id from case_files c
       where not exists (select 1 from search_docs d where d.case_id = c.id) order by registered_on, id`,
    );
    await tx.query('update search_docs set stale = 1');
  }
}
