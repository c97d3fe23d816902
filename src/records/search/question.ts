/** What is asked of the index: words, all of them or any of them. Each database has its own way to write it. */
export type Question = { word: string; begins?: true } | { all: readonly Question[] } | { any: readonly Question[] };

/** As FTS5 of SQLite understands it. A word is letters and digits only, so that quoting it is enough. */
export function forSqlite(question: Question): string {
  if ('word' in question) return `"${clean(question.word)}"${question.begins ? ' *' : ''}`;
  const [parts, by] = 'all' in question ? [question.all, ' AND '] : [question.any, ' OR '];
  return `(${parts.map(forSqlite).join(by)})`;
}

/** As a `tsquery` of PostgreSQL. */
export function forPostgres(question: Question): string {
  if ('word' in question) return `'${clean(question.word)}'${question.begins ? ':*' : ''}`;
  const [parts, by] = 'all' in question ? [question.all, ' & '] : [question.any, ' | '];
  return `(${parts.map(forPostgres).join(by)})`;
}

const clean = (word: string): string => word.replace(/[^\p{L}\p{N}]/gu, '');
