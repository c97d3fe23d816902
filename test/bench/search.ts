import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FileReader } from '../../src/platform/reading';
import { Search, Transactions } from '../../src/records';
import { openDatabase } from '../../src/records/data-source';
import { pdfOf } from '../make/office-files';
import { Client } from '../support/client';
import { freshPostgresDatabase } from '../support/postgres';
import { type Seed, seedMunicipality } from '../support/seed';
import { type Line, load, ms, rate } from './measure';
import { fillForSearch } from './search-fill';
import { startServer } from './server';

/** A tenth of them open. The second: 100,000 open and 1,000,000 closed. */
const SIZES = [11_000, 1_100_000];
/** Words in most cases, in some, in few and in none; of the subject, the applicant, the number; the beginning of a word. */
const QUERIES = [
  'kerkese', 'kërkesë komunës', 'dokumenteve buxheti', 'kontratat', 'lejet ndërtimit', 'opština', 'shkollës buxheti',
  'ujesjellesi karburante', 'f7ala1', 'fa3ala2 fb1ala0', 'n77z', 'Emri12', 'Mbiemri7 kontratat', 'KK-2026-00012', 'karbur*',
  'asgjë këtillë', 'fzzzzala',
]; // prettier-ignore
const ROUNDS = 6;

const inWords = (cases: number): string => `${cases.toLocaleString('en')} cases`;

export const benchSearch = (folder: string): Promise<Line[]> => grown(folder, 'SQLite');
export const benchSearchPostgres = (folder: string): Promise<Line[]> => grown(folder, 'PostgreSQL');

async function grown(folder: string, database: 'SQLite' | 'PostgreSQL'): Promise<Line[]> {
  const lines: Line[] = [];
  for (const cases of SIZES) lines.push(...(await bench(path.join(folder, String(cases)), database, cases)));
  return [...lines, ...(database === 'SQLite' ? await files(folder) : [])];
}

async function bench(folder: string, database: 'SQLite' | 'PostgreSQL', cases: number): Promise<Line[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const postgres = database === 'PostgreSQL' ? await freshPostgresDatabase() : null;
  const url = postgres?.url ?? `sqlite:${path.join(folder, 'qasja.sqlite')}`;
  const source = await openDatabase(url);
  const seed = await seedMunicipality(source, new Date());
  const began = performance.now();
  await fillForSearch(source, seed, cases);
  console.log(`${database}: ${cases} cases in ${Math.round((performance.now() - began) / 1000)} s`);
  await source.destroy();
  const env = { QASJA_DATA_DIR: folder, QASJA_SWEEP_SECONDS: '3600', ...(postgres ? { DATABASE_URL: url } : {}) };
  const server = await startServer(env, 3914);
  try {
    return [
      ...(await searches(server.url, seed, cases, database)),
      ...(await similar(url, seed, cases, database)),
      ...(await submissions(server.url, cases, database)),
    ];
  } finally {
    await server.stop();
    await postgres?.drop();
  }
}

async function searches(server: string, seed: Seed, cases: number, database: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [who, email] of [
    ['all cases', seed.officials.zyrtar.email],
    ['cases of a directorate', seed.officials.staf.email],
  ] as const) {
    const client = new Client(server);
    await client.signIn(email);
    const took: { query: string; time: number }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const query of QUERIES) {
        const from = performance.now();
        const { status } = await client.get(`/desk/search?q=${encodeURIComponent(query)}`);
        if (status !== 200) throw new Error(`${query}: ${status}`);
        // The first round warms up.
        if (round > 0) took.push({ query, time: performance.now() - from });
      }
    }
    took.sort((a, b) => a.time - b.time);
    const at = (share: number) => took[Math.floor(took.length * share)] ?? { query: '', time: NaN };
    const p95 = at(0.95);
    lines.push({
      what: `search page over ${inWords(cases)}, ${who}, ${QUERIES.length} queries, ${database}`,
      measured: `p50 ${ms(at(0.5).time)}, p95 ${ms(p95.time)} (${p95.query})`,
      asked: 'p95 < 150 ms',
      met: p95.time < 150,
    });
  }
  return lines;
}

/** What a case page asks besides: which cases are like this one. */
async function similar(url: string, seed: Seed, cases: number, database: string): Promise<Line[]> {
  const source = await openDatabase(url);
  const { reader } = new Transactions(source);
  const all = { all: true, assigneeIds: [], directorateIds: [], kinds: [], urgent: false };
  const rows = await source.query<{ search_text: string }[]>('SELECT search_text FROM case_files LIMIT 60');
  const took: number[] = [];
  for (const { search_text: text } of rows) {
    const from = performance.now();
    await new Search().similar(reader, { institutionId: seed.institution.id, read: all, text });
    took.push(performance.now() - from);
  }
  await source.destroy();
  const p95 = took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? NaN;
  const measured = `p50 ${ms(took[Math.floor(took.length / 2)] ?? NaN)}, p95 ${ms(p95)}`;
  return [
    {
      what: `similar cases of a case among ${inWords(cases)}, ${database}`,
      measured,
      asked: 'p95 < 25 ms',
      met: p95 < 25,
    },
  ];
}

/** Each is indexed in its own transaction: what is answered is found. */
async function submissions(server: string, cases: number, database: string): Promise<Line[]> {
  const body = JSON.stringify({
    kind: 'access-request',
    subject: 'Shpenzimet për karburante 2026',
    text: 'Ju lutem më dërgoni pasqyrën e shpenzimeve për karburante në vitin 2026.',
    name: 'Agim Berisha',
    email: 'agim@example.org',
    applicantType: 'individual',
    wantedForm: 'electronic',
    answerLanguage: 'sq',
  });
  const headers = { 'content-type': 'application/json', 'accept-language': 'sq' };
  const filed = await load({ url: `${server}/api/v1/submissions`, method: 'POST', connections: 8, headers, body }, 10);
  return [
    {
      what: `submissions filed and indexed at once beside ${inWords(cases)}, ${database} (refused: ${filed.failed})`,
      measured: `${rate(filed.perSecond)}, p95 ${ms(filed.p95)}`,
      asked: '> 50 /s',
      met: filed.perSecond > 50 && filed.failed === 0,
    },
  ];
}

async function files(folder: string): Promise<Line[]> {
  const reader = new FileReader();
  const file = path.join(folder, 'a.pdf');
  writeFileSync(file, await pdfOf(Array.from({ length: 3 }, () => 'Vendim për tenderin e rrugës. '.repeat(40))));
  await reader.read({ path: file, name: 'a.pdf' });
  const from = performance.now();
  for (let i = 0; i < 200; i += 1) await reader.read({ path: file, name: 'a.pdf' });
  const perSecond = 200 / ((performance.now() - from) / 1000);
  reader.onApplicationShutdown();
  return [
    { what: 'attachments read (PDF of 3 pages)', measured: rate(perSecond), asked: '> 20 /s', met: perSecond > 20 },
  ];
}
