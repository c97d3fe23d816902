import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { addDays, localDateOf } from '../../src/core/law';
import { VIEWS } from '../../src/features/desk/queue-views';
import { CaseRow } from '../../src/records';
import { openDatabase } from '../../src/records/data-source';
import { Client } from '../support/client';
import { freshPostgresDatabase } from '../support/postgres';
import { seedMunicipality } from '../support/seed';
import { copyCases } from './copies';
import { fillCases, lookedAt } from './fill';
import { type Line, load, ms, rate } from './measure';
import { startServer } from './server';

/** So many cases are filed with all that belongs to them; the rest are copies of their rows. */
const FILED = { open: 1_000, closed: 1_000 };
const SIZES = {
  small: { open: 1_000, closed: 9_000 },
  large: { open: 100_000, closed: 1_000_000 },
} as const;
const ASKED = 60;
const WARMED = 10;
const PORT = 3916;

/** Besides the views that everybody has: what somebody may have saved. */
const OWN: Record<string, string> = {
  'own: considered petitions by official': '/desk?status=considered&kind=petition&sort=assignee',
  'own: rare kind, newest receipt first': '/desk?kind=citizen-initiative&sort=received&order=desc',
  'own: by protocol number, all columns': '/desk?sort=reference&columns=kind.status.assignee.directorate.received.due',
  'own: open and closed by directorate': '/desk?status=all&sort=directorate',
  'own: closed petitions': '/desk?status=closed&kind=petition',
  'own: closed of a rare kind by official': '/desk?status=closed&kind=citizen-initiative&sort=assignee',
  'own: received this week and closed, by number': '/desk?status=closed&received=week&sort=reference',
};

const views = (): [string, string][] => [
  ...Object.entries(VIEWS).map(([name, view]): [string, string] => [
    name,
    `/desk?${new URLSearchParams(view).toString()}`,
  ]),
  ...Object.entries(OWN),
];

type Measured = { p95: Map<string, number>; casePage: number; perSecond: number; failed: number };

const ROWS = '100,000 open and 1,000,000 closed cases (1,000 and 9,000)';

/** Every view of the queue and a case page on both databases, with few cases and with many, as the officer and as directorate staff. */
export async function benchQueue(folder: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (const database of ['sqlite', 'postgres'] as const) {
    const small = await measure(path.join(folder, `${database}-small`), database, 'small');
    const large = await measure(path.join(folder, `${database}-large`), database, 'large');
    console.log(`measured on ${database}`);
    const name = database === 'sqlite' ? 'SQLite' : 'PostgreSQL';
    for (const [view, p95] of large.p95) {
      lines.push({
        what: `queue on ${name}, ${view}: ${ROWS}`,
        measured: `p95 ${ms(p95)} (${ms(small.p95.get(view) ?? NaN)})`,
        asked: 'p95 < 50 ms',
        met: p95 < 50,
      });
    }
    lines.push({
      what: `case page on ${name}: ${ROWS}`,
      measured: `p95 ${ms(large.casePage)} (${ms(small.casePage)})`,
      asked: 'p95 < 40 ms',
      met: large.casePage < 40,
    });
    lines.push({
      what: `queue on ${name}, own cases, 8 connections, same sizes (refused: ${large.failed})`,
      measured: `${rate(large.perSecond)} (${rate(small.perSecond)})`,
      asked: '> 200 /s',
      met: large.perSecond > 200 && large.failed === 0,
    });
  }
  return lines;
}

async function measure(folder: string, database: 'sqlite' | 'postgres', size: keyof typeof SIZES): Promise<Measured> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const postgres = database === 'postgres' ? await freshPostgresDatabase() : null;
  const url = postgres?.url ?? `sqlite:${path.join(folder, 'qasja.sqlite')}`;
  const { people, caseId } = await fill(url, size);
  const env = { QASJA_DATA_DIR: folder, QASJA_SWEEP_SECONDS: '3600', ...(postgres ? { DATABASE_URL: url } : {}) };
  const server = await startServer(env, PORT);
  try {
    const clients = await Promise.all(
      people.map(async (email) => {
        const client = new Client(server.url);
        await client.signIn(email);
        return client;
      }),
    );
    const p95 = new Map<string, number>();
    for (const [name, address] of views()) {
      // The slower one of the two who see differently.
      const each: number[] = [];
      for (const client of clients) each.push(await latency(client, address));
      p95.set(name, Math.max(...each));
    }
    const casePage = clients[0] ? await latency(clients[0], `/desk/cases/${caseId}`) : NaN;
    const headers = { cookie: clients[0]?.cookieHeader() ?? '' };
    const eight = await load({ url: `${server.url}/desk?assignee=me`, headers, connections: 8 }, 5);
    return { p95, casePage, perSecond: eight.perSecond, failed: eight.failed };
  } finally {
    await server.stop();
    await postgres?.drop();
  }
}

/** One page after the other, as one official asks. */
async function latency(client: Client, address: string): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < WARMED + ASKED; i += 1) {
    const began = performance.now();
    const { status } = await client.get(address);
    if (status !== 200) throw new Error(`${address} answers ${status}`);
    if (i >= WARMED) took.push(performance.now() - began);
  }
  return took.sort((a, b) => a - b)[Math.floor(ASKED * 0.95)] ?? NaN;
}

async function fill(url: string, size: keyof typeof SIZES): Promise<{ people: string[]; caseId: string }> {
  const today = localDateOf(new Date());
  const source = await openDatabase(url);
  const seed = await seedMunicipality(source, new Date());
  const { open, closed } = FILED;
  await fillCases(source, seed, [
    { count: open * 0.6, kind: 'access-request', receivedOn: (i) => addDays(today, -(i % 9)) },
    { count: open * 0.37, kind: 'petition', receivedOn: (i) => addDays(today, -(i % 70)) },
    { count: open * 0.01, kind: 'citizen-initiative', receivedOn: (i) => addDays(today, -i) },
    { count: open * 0.02, kind: 'access-request', receivedOn: (i) => addDays(today, -20 - (i % 9)), atAgency: true },
    {
      count: closed,
      kind: 'access-request',
      receivedOn: (i) => addDays(today, -30 - ((i * 7) % 3600)),
      decidedAfter: (i) => i % 12,
    },
  ]);
  await lookedAt(source);
  const { zyrtar, staf } = seed.officials;
  const mine = await source.manager.findOneByOrFail(CaseRow, { assigneeId: zyrtar.id, isOpen: true });
  await source.query(`UPDATE case_files SET assignee_id = NULL WHERE is_open AND reference LIKE '%7'`);
  await source.query(`UPDATE case_files SET kind = 'petition' WHERE NOT is_open AND reference LIKE '%5'`);
  await source.query(`UPDATE case_files SET kind = 'citizen-initiative' WHERE NOT is_open AND reference LIKE '%995'`);
  await copyCases(source, {
    open: SIZES[size].open / open,
    closed: SIZES[size].closed / closed,
  });
  await source.destroy();
  return { people: [zyrtar.email, staf.email], caseId: mine.id };
}
