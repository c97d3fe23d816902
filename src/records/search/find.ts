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
  return ask(tx, within(question, nearPlaces(last).places), limit);
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
 * places first: each case stands under the words of its places too, and a place is a word that few cases have. How many fit
 * there tells how far back the rest will be found: a rare word is asked for twice, not once for each place.
 */
async function inPostgres(tx: Tx, question: Question, limit: number): Promise<FoundRow[]> {
  const last = await lastNumber(tx);
  if (last === null) return [];
  const near = nearPlaces(last);
  const latest = await ask(tx, within(question, near.places), limit);
  if (latest.length === limit || near.from === 0) return latest;
  let seen = { fit: latest.length, of: last - near.from + 1 };
  const found: FoundRow[] = [];
  let far = Math.floor(last / PLACE.far);
  while (far >= 0 && found.length < limit) {
    const count = Math.min(far + 1, Math.max(1, Math.ceil((ENOUGH * limit * seen.of) / (seen.fit * PLACE.far))));
    const places = Array.from({ length: count }, (_, i) => `y${far - i}`);
    found.push(...(await ask(tx, within(question, places), limit - found.length)));
    far -= count;
    seen = { fit: found.length, of: last - (far + 1) * PLACE.far + 1 };
  }
  return found;
}

/** So many times as many as are wanted should stand in the places that are asked for together. */
const ENOUGH = 2;

/** The words of the latest places, and the number of the first case there. */
function nearPlaces(last: number): { places: string[]; from: number } {
  const near = Math.floor(last / PLACE.near);
  return { places: [`x${near}`, `x${near - 1}`].slice(0, near + 1), from: Math.max(0, near - 1) * PLACE.near };
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
