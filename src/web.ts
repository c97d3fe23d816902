import { greet } from './greeting';
import { giveBackMemory } from './memory';
import { systemClock } from './platform/clock';
import type { Config } from './platform/config';
import { startRedis } from './platform/queue/redis-child';
import { openDatabase } from './records/data-source';
import { onceAsked } from './shutdown';
import { createWebApp } from './web-app';
import { WorkerProcess } from './worker-process';

/** The web process. With QASJA_ROLE=all (the default) it also starts Redis, when none is named, and the worker. */
export async function runWeb(config: Config): Promise<void> {
  const clock = systemClock(config.clockStart ?? undefined);
  const redis = config.redis ? null : await startRedis({ dataDir: config.dataDir, log: (line) => console.error(line) });
  if (redis) Object.assign(config, { redis: { path: redis.path }, redisUrl: redis.path });
  const source = await openDatabase(config.databaseUrl);
  const app = await createWebApp({ config, clock, source });
  await app.listen(config.port, config.host);
  const worker = config.role === 'all' ? new WorkerProcess(config, clock) : null;
  worker?.start();
  await greet(app, config, clock);
  giveBackMemory();

  onceAsked(async () => {
    // New visitors are refused first; the worker finishes the job in hand; Redis goes last, because both use it.
    const closing = app.close();
    await worker?.stop();
    await closing;
    await redis?.stop();
    if (source.isInitialized) await source.destroy();
  });
}
