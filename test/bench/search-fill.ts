import { randomUUID } from 'node:crypto';
import { localDate } from '../../src/core/law';
import {
  Applicant,
  Bases,
  CaseRow,
  EventLog,
  type NewCase,
  Registration,
  Submission,
  Transactions,
} from '../../src/records';
import type { DataSource } from '../../src/records/data-source';
import { wordsOfCase } from '../../src/records/search/words-of-case';
import { PLACE } from '../../src/records/search/write-words';
import type { Seed } from '../support/seed';

/** So many different texts are written; each stands in the database many times, under numbers of its own. */
const BASE = 2_000;
const AT_ONCE = 250;
const RECEIVED = new Date('2026-03-02T09:00:00Z');
/** Words of real requests, by the share of the texts in which they stand; the rest are made up. */
const REAL: readonly (readonly [string, number])[] = [
  ['kërkesë', 0.6], ['komunës', 0.5], ['dokumenteve', 0.4], ['kontratat', 0.12], ['buxheti', 0.1], ['lejet', 0.08],
  ['ndërtimit', 0.08], ['општине', 0.06], ['shkollës', 0.03], ['karburante', 0.02], ['ujësjellësi', 0.005],
]; // prettier-ignore

/** The same texts at every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function textOf(roll: () => number, words: number): string {
  // Few words are said often and many seldom, as people talk.
  const made = (): string => `f${Math.floor(8_000 * roll() ** 3).toString(36)}ala${Math.floor(roll() * 3)}`;
  const real = REAL.filter(([, share]) => roll() < share).map(([word]) => word);
  return [...real, ...Array.from({ length: words }, made)].join(' ');
}

/** `open` of 11 cases one is open, and the rest are closed. Rows and index as the product writes them; no history. */
export async function fillForSearch(source: DataSource, seed: Seed, cases: number): Promise<void> {
  const postgres = source.options.type === 'postgres';
  const times = Math.round(cases / BASE);
  if (!postgres) await source.query('PRAGMA synchronous = OFF');
  await writeBase(source, seed);
  const words = await baseWords(source);
  const hex = postgres ? `lpad(to_hex(n), 8, '0')` : `printf('%08x', n)`;
  const fresh = (column: string): string => `${hex} || substr(${column}, 9)`;
  await source.query(`CREATE TABLE bench_words (id varchar(36) PRIMARY KEY, words text)`);
  for (let i = 0; i < words.length; i += AT_ONCE) {
    const page = words.slice(i, i + AT_ONCE);
    const places = page.map((_, k) => `($${k * 2 + 1}, $${k * 2 + 2})`).join(', ');
    await source.query(`INSERT INTO bench_words (id, words) VALUES ${places}`, page.flat());
  }
  await source.query('DELETE FROM search_words');
  await source.query('DELETE FROM search_docs');
  if (postgres) await source.query('DROP INDEX search_words_words');
  for (let from = 1; from < times; from += 50) {
    const n = `WITH RECURSIVE c(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM c WHERE n < ${Math.min(from + 49, times - 1)})`;
    for (const [entity, key, others] of [
      [Submission, 'id', ['submission_key']],
      [CaseRow, 'id', ['submission_id']],
      [Applicant, 'case_id', []],
    ] as const) {
      const { columns, tableName } = source.getMetadata(entity);
      const names = columns.map((one) => one.databaseName);
      const value = (name: string): string => {
        if (name === key || (others as readonly string[]).includes(name)) return fresh(`t.${name}`);
        return name === 'reference' ? `t.reference || '-' || n` : `t.${name}`;
      };
      const id = entity === Submission ? 's.submission_id' : 's.id';
      await source.query(
        `${n} INSERT INTO ${tableName} (${names.join(', ')}) SELECT ${names.map(value).join(', ')}
         FROM c CROSS JOIN bench_base s JOIN ${tableName} t ON t.${key} = ${id}`.replace(/^WITH/, 'with'),
      );
    }
    const docs = `SELECT ${fresh('b.id')} FROM c CROSS JOIN bench_words b ORDER BY n, b.id`;
    await source.query(`${n} INSERT INTO search_docs (case_id) ${docs}`.replace(/^WITH/, 'with'));
    const own = postgres
      ? `array_to_tsvector(string_to_array(b.words, ' ') || ARRAY['tn' || n || 'z', 'x' || (d.seq / ${PLACE.near}), 'y' || (d.seq / ${PLACE.far})])`
      : `b.words || ' tn' || n || 'z'`;
    await source.query(
      `${n} INSERT INTO search_words (${postgres ? 'seq' : 'rowid'}, words) SELECT d.seq, ${own}
       FROM c CROSS JOIN bench_words b JOIN search_docs d ON d.case_id = ${fresh('b.id')}`.replace(/^WITH/, 'with'),
    );
  }
  if (postgres) {
    await source.query(`SET maintenance_work_mem = '256MB'`);
    await source.query(
      'CREATE INDEX search_words_words ON search_words USING gin (words) WITH (gin_pending_list_limit = 512)',
    );
  }
  await source.query('DROP TABLE bench_words');
  await source.query('DROP TABLE bench_base');
  await source.query('ANALYZE');
  if (!postgres) await source.query('PRAGMA synchronous = FULL');
}

async function writeBase(source: DataSource, { institution, directorates, officials }: Seed): Promise<void> {
  const [transactions, registration] = [new Transactions(source), new Registration(new EventLog(), new Bases())];
  const roll = dice(7);
  for (let from = 0; from < BASE; from += AT_ONCE) {
    const filings = Array.from({ length: AT_ONCE }, (_, i) => {
      const id = randomUUID();
      const said = { subject: textOf(roll, 3).slice(0, 250), text: textOf(roll, 16) };
      const submission = {
        id,
        submissionKey: id,
        channel: 'web',
        kind: 'access-request',
        receivedAt: RECEIVED,
        sha256: 'x',
      } as const;
      const input: NewCase = {
        submission: { ...submission, payload: said },
        channel: 'web',
        kind: 'access-request',
        urgent: false,
        ...said,
        language: 'sq',
        answerLanguage: 'sq',
        documentType: 'other',
        applicantType: 'individual',
        wantedForm: null,
        applicant: {
          name: `Emri${from + i} Mbiemri${(from + i) % 300}`,
          email: null,
          postalAddress: null,
          phone: null,
        },
        receivedOn: localDate('2026-03-02'),
        receivedAt: RECEIVED,
      };
      return { input, actor: { kind: 'citizen' } as const };
    });
    await transactions.run(async (tx) => {
      await registration.keepAll(
        tx,
        institution.id,
        filings.map(({ input }) => input.submission),
      );
      await registration.registerAll(tx, institution, filings, RECEIVED);
    });
  }
  const number = `(CAST(substr(reference, length(reference) - 4) AS integer))`;
  const units = Object.values(directorates);
  const unit = units.map(({ id }, i) => `WHEN ${i} THEN '${id}'`).join(' ');
  await source.query(
    `UPDATE case_files SET directorate_id = CASE ${number} % 3 ${unit} END, assignee_id = '${officials.zyrtar.id}'`,
  );
  await source.query(
    `UPDATE case_files SET is_open = ${source.options.type === 'postgres' ? 'false' : '0'}, status = 'closed', outcome = 'granted',
       closed_on = '2026-03-09' WHERE ${number} % 11 <> 0`,
  );
  // Alarms are not what is looked at here: a hundred thousand of them are no day of a municipality.
  await source.query('UPDATE case_files SET next_rung_at = NULL');
  await source.query('CREATE TABLE bench_base AS SELECT id, submission_id FROM case_files');
}

async function baseWords(source: DataSource): Promise<[string, string][]> {
  const rows = await source.manager.find(CaseRow);
  const applicants = new Map((await source.manager.find(Applicant)).map((one) => [one.caseId, one]));
  const nothing = { notes: [], letters: [], files: [], messages: [], tasks: [] };
  return rows.map((row) => [
    row.id,
    wordsOfCase({ row, applicant: applicants.get(row.id) ?? null, ...nothing }).join(' '),
  ]);
}
