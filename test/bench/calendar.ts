import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { addDays, isWorkingDay, type LocalDate, localDateOf, nationalCalendar } from '../../src/core/law';
import { CaseRow } from '../../src/records';
import { openDatabase } from '../../src/records/data-source';
import { Client } from '../support/client';
import { seedMunicipality } from '../support/seed';
import { fillCases, lookedAt } from './fill';
import { type Line, ms } from './measure';
import { startServer } from './server';

const MOVED = 10_000;
const OTHERS = 20_000;
/** So many pages are asked for in a second, whether the ones before were answered or not. */
const PAGES_A_SECOND = 20;

/** A day off that moves 10,000 open cases among 30,000: seen first, then applied, while others read their pages. */
export async function benchCalendar(folder: string): Promise<Line[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const today = localDateOf(new Date());
  const off = dueDay(today);
  const source = await openDatabase(`sqlite:${path.join(folder, 'qasja.sqlite')}`);
  const seed = await seedMunicipality(source, new Date());
  await fillCases(source, seed, [
    { count: MOVED, kind: 'access-request', receivedOn: () => addDays(off, -7) },
    { count: OTHERS, kind: 'petition', receivedOn: (i) => addDays(today, -(i % 40)) },
  ]);
  await lookedAt(source);
  const mine = await source.manager.findOneByOrFail(CaseRow, { assigneeId: seed.officials.zyrtar.id });
  await source.destroy();

  const server = await startServer({ QASJA_DATA_DIR: folder, QASJA_SWEEP_SECONDS: '3600' }, 3914);
  try {
    const admin = new Client(server.url);
    await admin.signIn(seed.officials.admin.email);
    const reader = new Client(server.url);
    await reader.signIn(seed.officials.zyrtar.email);
    const asked = keepAsking(reader, ['/desk?assignee=me', `/desk/cases/${mine.id}`, '/sq']);
    const began = performance.now();
    const preview = await admin.fill('/desk/calendar/add', {
      day: off,
      name: 'municipal-day-off',
      titleSq: 'Dita e Komunës',
      titleSr: 'Dan opštine',
      titleEn: 'Municipality Day',
      state: 'official',
      source: 'Vendimi 02-114',
    });
    const seen = performance.now();
    const fields = [...preview.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
    const basis = Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
    const applied = await admin.post('/desk/calendar/add', { ...basis, step: 'apply' });
    const said = await endOf(admin, applied.location ?? '');
    const done = performance.now();
    const { p95, failed, count } = await asked.end();
    const moved = Number(/\d+/.exec(said)?.[0]);
    const took = (done - began) / 1000;
    const parts = `${((seen - began) / 1000).toFixed(1)} s + ${((done - seen) / 1000).toFixed(1)} s`;
    return [
      {
        what: `calendar change that moves ${moved} open cases among ${MOVED + OTHERS}, preview and apply (${parts})`,
        measured: `${took.toFixed(1)} s`,
        asked: '< 10 s',
        met: took < 10 && moved === MOVED,
      },
      {
        what: `pages meanwhile, ${PAGES_A_SECOND} a second (${count} asked, refused: ${failed})`,
        measured: `p95 ${ms(p95)}`,
        asked: 'p95 < 200 ms',
        met: p95 < 200 && failed === 0,
      },
    ];
  } finally {
    await server.stop();
  }
}

/** What came of the change, once the worker has made it. */
async function endOf(admin: Client, run: string): Promise<string> {
  for (;;) {
    const { finished, text } = (await admin.get(`${run}/state`)).json() as { finished: boolean; text: string };
    if (finished) return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A working day from the day after tomorrow on, on which a term of seven days can end. */
function dueDay(today: LocalDate): LocalDate {
  let day = addDays(today, 2);
  while (!isWorkingDay(day, nationalCalendar)) day = addDays(day, 1);
  return day;
}

/** Asks for pages at a steady pace: one that waits does not keep the next from being asked. */
function keepAsking(client: Client, addresses: readonly string[]) {
  const latencies: number[] = [];
  const open = new Set<Promise<void>>();
  let failed = 0;
  let next = 0;
  const ask = async (address: string): Promise<void> => {
    const began = performance.now();
    const { status } = await client.get(address);
    latencies.push(performance.now() - began);
    if (status !== 200) failed += 1;
  };
  const timer = setInterval(() => {
    const asked: Promise<void> = ask(addresses[(next += 1) % addresses.length] ?? '/')
      .catch(() => void (failed += 1))
      .finally(() => open.delete(asked));
    open.add(asked);
  }, 1000 / PAGES_A_SECOND);
  return {
    async end() {
      clearInterval(timer);
      await Promise.all(open);
      latencies.sort((a, b) => a - b);
      return { p95: latencies[Math.floor(latencies.length * 0.95)] ?? NaN, failed, count: latencies.length };
    },
  };
}
