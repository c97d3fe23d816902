import { setTimeout as pause } from 'node:timers/promises';
import { type Line, ms } from './measure';
import { startServer } from './server';

/** A first start on an empty folder, a second one on the same, and what they hold when nobody asks anything. */
export async function benchStart(folder: string): Promise<Line[]> {
  const first = await startServer({ QASJA_DATA_DIR: folder }, 3911);
  await first.stop();
  const second = await startServer({ QASJA_DATA_DIR: folder }, 3911);
  await pause(12_000);
  const { web, worker, redis, both } = second.memory();
  await second.stop();
  return [
    {
      what: 'start to first page, new data folder',
      measured: ms(first.firstPageMs),
      asked: '< 3 s',
      met: first.firstPageMs < 3000,
    },
    {
      what: 'start to first page, again',
      measured: ms(second.firstPageMs),
      asked: '< 3 s',
      met: second.firstPageMs < 3000,
    },
    {
      what: `idle memory, web ${web} MB + worker ${worker} MB, the pages that both use counted once (Redis besides: ${redis} MB)`,
      measured: `${both} MB`,
      asked: '< 220 MB',
      met: both < 220,
    },
  ];
}
