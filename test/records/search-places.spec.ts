import { findLatest } from '../../src/records/search/find';
import { type Doc, writeWords } from '../../src/records/search/write-words';
import { DATABASES, type OpenedDatabase, openTestDatabase } from '../support/databases';

/** Numbers of cases as they stand after a million: many in the latest places, few far back. */
const NUMBERS = [7, 8, 262_143, 262_144, 500_000, 786_500, 1_048_575, 1_048_576, 1_095_000, 1_095_001, 1_099_999];
/** Under which words each stands, by its number. */
const wordsOf = (seq: number): string[] => [
  'tall',
  ...(seq < 300_000 ? ['told'] : []),
  ...(seq === 500_000 ? ['tonce'] : []),
  ...(seq > 1_000_000 ? ['tnew'] : []),
];

describe.each(DATABASES)('the latest cases that fit, on %s', (dialect) => {
  let db: OpenedDatabase;
  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    for (const seq of NUMBERS) {
      const doc: Doc = { caseId: `case-${seq}`, words: wordsOf(seq) };
      await db.transactions.run(async (tx) => {
        await tx.query('INSERT INTO search_docs (seq, case_id) VALUES ($1, $2)', [seq, doc.caseId]);
        await writeWords(tx, [doc], 'known');
      });
    }
  });
  afterAll(() => db.close());

  const found = async (word: string, limit: number): Promise<number[]> =>
    (await findLatest(db.transactions.reader, { word }, limit)).map(({ seq }) => Number(seq));
  const newestFirst = (fits: (seq: number) => boolean, limit: number): number[] =>
    NUMBERS.filter(fits)
      .sort((a, b) => b - a)
      .slice(0, limit);

  it.each([1, 2, 3, 4, 5, 8, 10, 11, 12, 240])('are found wherever they stand, and no more than %d', async (limit) => {
    expect(await found('tall', limit)).toEqual(newestFirst(() => true, limit));
    expect(await found('told', limit)).toEqual(newestFirst((seq) => seq < 300_000, limit));
    expect(await found('tnew', limit)).toEqual(newestFirst((seq) => seq > 1_000_000, limit));
    expect(await found('tonce', limit)).toEqual([500_000]);
    expect(await found('tnone', limit)).toEqual([]);
  });

  it('are found by the beginning of a word as well', async () => {
    const rows = await findLatest(db.transactions.reader, { word: 'to', begins: true }, 10);
    expect(rows.map(({ seq }) => Number(seq))).toEqual([500_000, 262_144, 262_143, 8, 7]);
  });
});
