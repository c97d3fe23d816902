import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { benchCalendar } from './calendar';
import { benchClock } from './clock';
import { benchLighthouse } from './lighthouse';
import { benchPages } from './pages';
import { benchPhone } from './phone';
import { benchQueue } from './queue';
import { benchReport } from './report';
import { benchSearch, benchSearchPostgres } from './search';
import { benchStart } from './start';
import { benchSweep } from './sweep';
import { type Line, table } from './measure';

/** Measured only when it is named: it fetches a program of 185 MB first. */
const WHEN_NAMED = [benchLighthouse];

/**
 * Runs every measurement (or the one that is named) on data folders of its own and prints the table; with a file name it
 * also writes it there.
 */
async function main(file?: string, only?: string): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-bench-'));
  const lines: Line[] = [];
  try {
    for (const bench of [
      benchStart,
      benchClock,
      benchPages,
      benchPhone,
      benchQueue,
      benchReport,
      benchSweep,
      benchCalendar,
      benchSearch,
      benchSearchPostgres,
      ...WHEN_NAMED,
    ]) {
      if (only ? bench.name !== only : WHEN_NAMED.includes(bench)) continue;
      const more = await bench(path.join(folder, bench.name));
      console.log(`\n${table(more)}`);
      lines.push(...more);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const cpu = os.cpus();
  const machine = `${cpu.length} cores (${cpu[0]?.model ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const text = [
    '# Speed and memory',
    '',
    'Made by `npm run bench`, on the embedded default (SQLite, own Redis), everything on one machine, load generator included.',
    '',
    `Machine: ${machine}.`,
    '',
    table(lines),
    '',
  ].join('\n');
  if (file) writeFileSync(file, text);
  console.log(`\n${text}`);
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
