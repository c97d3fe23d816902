import type { Tx } from '../transactions';

/** The words of one case. */
export interface Doc {
  caseId: string;
  words: readonly string[];
}

/** `search_docs` numbers the cases in the order in which they were taken in; the words stand where the database looks. */
export async function writeWords(tx: Tx, docs: readonly Doc[], which: 'new' | 'known'): Promise<void> {
  if (docs.length === 0) return;
  const numbers = await numbersOf(tx, docs, which);
  const numbered = docs.flatMap(({ caseId, words }) => {
    const seq = numbers.get(caseId);
    return seq === undefined ? [] : [{ seq, words }];
  });
  await (tx.connection.options.type === 'postgres' ? intoPostgres(tx, numbered) : intoSqlite(tx, numbered));
}

async function numbersOf(tx: Tx, docs: readonly Doc[], which: 'new' | 'known'): Promise<Map<string, number>> {
  const list = (from: number): string => docs.map((_, i) => `$${i + from}`).join(', ');
  const ids = docs.map(({ caseId }) => caseId);
  const known =
    which === 'new'
      ? []
      : await tx.query<Numbered[]>(`select seq, case_id from search_docs where case_id in (${list(1)})`, ids);
  const numbers = new Map(known.map((one) => [one.case_id, Number(one.seq)]));
  const missing = ids.filter((id) => !numbers.has(id));
  if (missing.length === 0) return numbers;
  // In lower case, because TypeORM drops what an `INSERT` of SQLite returns.
  const made = await tx.query<Numbered[]>(
    `insert into search_docs (case_id) values ${missing.map((_, i) => `($${i + 1})`).join(', ')}
     on conflict (case_id) do nothing returning seq, case_id`,
    missing,
  );
  for (const one of made) numbers.set(one.case_id, Number(one.seq));
  return numbers;
}

interface Numbered {
  /** PostgreSQL's driver gives what may be larger than a safe number as text. */
  seq: number | string;
  case_id: string;
}

type NumberedWords = readonly { seq: number; words: readonly string[] }[];

async function intoSqlite(tx: Tx, docs: NumberedWords): Promise<void> {
  const values = docs.flatMap(({ seq, words }) => [seq, words.join(' ')]);
  const places = docs.map((_, i) => `($${i * 2 + 1}, $${i * 2 + 2})`).join(', ');
  await tx.query(`insert or replace into search_words (rowid, words) values ${places}`, values);
}

/** How many cases stand under one word of their place; see `search-sql`. */
export const PLACE = { near: 4_096, far: 262_144 } as const;
export const placeWords = (seq: number): string[] => [
  `x${Math.floor(seq / PLACE.near)}`,
  `y${Math.floor(seq / PLACE.far)}`,
];

async function intoPostgres(tx: Tx, docs: NumberedWords): Promise<void> {
  const values = docs.flatMap(({ seq, words }) => [seq, [...words, ...placeWords(seq)]]);
  const places = docs.map((_, i) => `($${i * 2 + 1}::bigint, array_to_tsvector($${i * 2 + 2}::text[]))`).join(', ');
  await tx.query(
    `insert into search_words (seq, words) values ${places} on conflict (seq) do update set words = excluded.words`,
    values,
  );
}
