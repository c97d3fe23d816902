import type { Tx } from '../transactions';
import { forPostgres, forSqlite, type Question } from './question';
import { PLACE } from './write-words';

/** A case that the index found; what a list shows of it and what ranking needs. */
export interface FoundRow {
  id: string;
  seq: number;
}

/** The latest `limit` cases that fit, the latest first. Costs what is shown, not what fits, however common a word is. */
export function findLatest(tx: Tx, question: Question, limit: number): Promise<FoundRow[]> {
  return tx.connection.options.type === 'postgres' ? inPostgres(tx, question, limit) : inSqlite(tx, question, limit);
}

/** The same, among the latest cases only where the database would otherwise collect too many. */
export async function findRecent(tx: Tx, question: Question, limit: number): Promise<FoundRow[]> {
  if (tx.connection.options.type !== 'postgres') return inSqlite(tx, question, limit);
  const last = await lastNumber(tx);
  if (last === null) return [];
  const near = Math.floor(last / PLACE.near);
  return ask(tx, within(question, [`x${near}`, `x${near - 1}`].slice(0, near + 1)), limit);
}

/** FTS5 reads its lists backwards and stops at the limit. */
function inSqlite(tx: Tx, question: Question, limit: number): Promise<FoundRow[]> {
  return tx.query<FoundRow[]>(
    `SELECT d.case_id AS "id", d.seq AS "seq" FROM search_words w CROSS JOIN search_docs d ON d.seq = w.rowid
     WHERE w.search_words MATCH $1 ORDER BY w.rowid DESC LIMIT ${limit}`,
    [forSqlite(question)],
  );
}

/**
 * PostgreSQL collects all that fits before it can sort, and a common word fits a million. So it is asked for the latest
 * places first: each case stands under the words of its places too, and a place is a word that few cases have.
 */
async function inPostgres(tx: Tx, question: Question, limit: number): Promise<FoundRow[]> {
  const last = await lastNumber(tx);
  if (last === null) return [];
  const near = Math.floor(last / PLACE.near);
  const latest = await ask(tx, within(question, [`x${near}`, `x${near - 1}`].slice(0, near + 1)), limit);
  if (latest.length === limit || near < 1) return latest;
  const found: FoundRow[] = [];
  for (let far = Math.floor(last / PLACE.far); far >= 0 && found.length < limit; far -= 1) {
    found.push(...(await ask(tx, within(question, [`y${far}`]), limit - found.length)));
  }
  return found;
}

async function lastNumber(tx: Tx): Promise<number | null> {
  const [{ last = null } = {}] = await tx.query<{ last: string | null }[]>(
    'SELECT max(seq) AS "last" FROM search_docs',
  );
  return last === null ? null : Number(last);
}

const within = (question: Question, places: readonly string[]): Question => ({
  all: [{ any: places.map((word) => ({ word })) }, question],
});

/** `seq + 0`: so that no plan walks the cases one by one, hoping to meet enough that fit. */
async function ask(tx: Tx, question: Question, limit: number): Promise<FoundRow[]> {
  const rows = await tx.query<{ id: string; seq: string }[]>(
    `SELECT d.case_id AS "id", d.seq AS "seq" FROM search_words w JOIN search_docs d ON d.seq = w.seq
     WHERE w.words @@ $1::tsquery ORDER BY w.seq + 0 DESC LIMIT ${limit}`,
    [forPostgres(question)],
  );
  return rows.map(({ id, seq }) => ({ id, seq: Number(seq) }));
}
