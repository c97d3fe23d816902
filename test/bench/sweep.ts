import { mkdirSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { addDays, localDateOf, startOfLocalDay } from '../../src/core/law';
import { SweepService } from '../../src/features/alarms/sweep.service';
import { readConfig } from '../../src/platform/config';
import { AlarmRow } from '../../src/records';
import { openDatabase } from '../../src/records/data-source';
import { WorkerModule } from '../../src/worker.module';
import { fixedClock } from '../support/clock';
import { startTestRedis } from '../support/redis';
import { seedMunicipality } from '../support/seed';
import { fillCases } from './fill';
import { type Line, middleOf, ms } from './measure';

const OPEN = 100_000;
const DUE = 20_000;

/** 100,000 open cases: a sweep with nothing due, and one with 20,000 rungs due, to planned alarms and queued jobs. */
export async function benchSweep(folder: string): Promise<Line[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const redis = await startTestRedis();
  const config = readConfig({
    QASJA_DATA_DIR: folder,
    REDIS_URL: redis.path,
    LOG_LEVEL: 'error',
    QASJA_SWEEP_SECONDS: '3600',
  });
  const today = localDateOf(new Date());
  const clock = fixedClock(new Date(startOfLocalDay(today).getTime() + 10 * 3_600_000));
  const source = await openDatabase(config.databaseUrl);
  const seed = await seedMunicipality(source, clock.now());
  await fillCases(source, seed, [
    // Received yesterday: nothing is due today. In three days the first reminder of the access requests is.
    { count: DUE, kind: 'access-request', receivedOn: () => addDays(today, -1) },
    { count: OPEN - DUE, kind: 'petition', receivedOn: (i) => addDays(today, -1 - (i % 20)) },
  ]);
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot({ config, clock, source }), {
    logger: false,
  });
  try {
    const sweep = worker.get(SweepService);
    await sweep.run();
    const nothing = await middleOf(9, () => sweep.run());
    clock.set(startOfLocalDay(addDays(today, 4)));
    const began = performance.now();
    const swept = await sweep.run();
    const took = performance.now() - began;
    const planned = await source.manager.countBy(AlarmRow, {});
    return [
      {
        what: 'sweep over 100,000 open cases, nothing due',
        measured: ms(nothing),
        asked: '< 50 ms',
        met: nothing < 50,
      },
      {
        what: `sweep over 100,000 open cases, ${swept.cases} due (${planned} alarms), the worker telling them meanwhile`,
        measured: `${(took / 1000).toFixed(1)} s`,
        asked: '< 20 s',
        met: took < 20_000 && swept.cases >= DUE,
      },
    ];
  } finally {
    await worker.close();
    if (source.isInitialized) await source.destroy();
    await redis.stop();
  }
}
