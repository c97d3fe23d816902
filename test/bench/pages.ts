import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { addDays, localDateOf } from '../../src/core/law';
import { CaseRow } from '../../src/records';
import { openDatabase } from '../../src/records/data-source';
import { Client } from '../support/client';
import { seedMunicipality } from '../support/seed';
import { fillCases, lookedAt } from './fill';
import { type Line, load, ms, rate } from './measure';
import { startServer } from './server';

const OPEN = 100_000;

/** 100,000 open cases: the queue of one official, a case page, and new submissions coming in. */
export async function benchPages(folder: string): Promise<Line[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const today = localDateOf(new Date());
  const source = await openDatabase(`sqlite:${path.join(folder, 'qasja.sqlite')}`);
  const seed = await seedMunicipality(source, new Date());
  await fillCases(source, seed, [{ count: OPEN, kind: 'petition', receivedOn: (i) => addDays(today, -(i % 40)) }]);
  await lookedAt(source);
  const mine = await source.manager.findOneByOrFail(CaseRow, { assigneeId: seed.officials.zyrtar.id });
  await source.destroy();

  const server = await startServer({ QASJA_DATA_DIR: folder, QASJA_SWEEP_SECONDS: '3600' }, 3912);
  try {
    const client = new Client(server.url);
    await client.signIn(seed.officials.zyrtar.email);
    const headers = { cookie: client.cookieHeader() };
    const lines: Line[] = [];
    const pages = { 'queue page, own cases, 50 rows': '/desk?assignee=me', 'case page': `/desk/cases/${mine.id}` };
    for (const [what, address] of Object.entries(pages)) {
      const one = await load({ url: server.url + address, headers, connections: 1 });
      const eight = await load({ url: server.url + address, headers, connections: 8 });
      const p50 = `p50 ${ms(one.p50)} (p95 ${ms(one.p95)}, p99 ${ms(one.p99)})`;
      lines.push({
        what: `${what}, 1 connection`,
        measured: p50,
        asked: 'p50 < 10 ms',
        met: one.p50 < 10 && one.failed === 0,
      });
      lines.push({
        what: `${what}, 8 connections`,
        measured: rate(eight.perSecond),
        asked: '> 150 /s',
        met: eight.perSecond > 150 && eight.failed === 0,
      });
    }
    const filed = await load(
      {
        url: `${server.url}/api/v1/submissions`,
        method: 'POST',
        connections: 32,
        headers: { 'content-type': 'application/json', 'accept-language': 'sq' },
        body: JSON.stringify({
          kind: 'access-request',
          subject: 'Shpenzimet për karburante 2026',
          text: 'Ju lutem më dërgoni pasqyrën e shpenzimeve për karburante në vitin 2026.',
          name: 'Agim Berisha',
          email: 'agim@example.org',
          applicantType: 'individual',
          wantedForm: 'electronic',
          answerLanguage: 'sq',
        }),
      },
      12,
    );
    lines.push({
      what: `POST submissions, durable, 32 connections (refused: ${filed.failed})`,
      measured: `${rate(filed.perSecond)}, p95 ${ms(filed.p95)}`,
      asked: '> 200 /s, p95 < 300 ms',
      met: filed.perSecond > 200 && filed.p95 < 300 && filed.failed === 0,
    });
    return lines;
  } finally {
    await server.stop();
  }
}
