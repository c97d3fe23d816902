import { greet } from './greeting';
import { giveBackMemory } from './memory';
import { systemClock } from './platform/clock';
import { type Config, ConfigError } from './platform/config';
import { startRedis } from './platform/queue/redis-child';
import { openDatabase } from './records/data-source';
import { onceAsked } from './shutdown';
import { createWebApp } from './web-app';
import { WorkerProcess } from './worker-process';

type Close = () => Promise<unknown>;

/**
 * The web process. With QASJA_ROLE=all (the default) it also starts Redis, when none is named, and the worker. When the
 * start fails, or somebody ends it on the way, whatever it has started already is stopped: nothing of it stays behind.
 */
export async function runWeb(config: Config): Promise<void> {
  const started: Close[] = [];
  const starting = start(config, started);
  let stopping: Promise<void> | null = null;
  const stopAll = async (): Promise<void> => {
    await starting.catch(() => undefined);
    for (const close of started.reverse()) await close();
  };
  const stop = (): Promise<void> => (stopping ??= stopAll());
  onceAsked(stop);
  try {
    await starting;
  } catch (error) {
    await stop().catch((hindered: unknown) => console.error(hindered));
    throw portIsTaken(error) ? new ConfigError([`PORT ${config.port} is taken by another program`]) : error;
  }
}

async function start(config: Config, started: Close[]): Promise<void> {
  const clock = systemClock(config.clockStart ?? undefined);
  if (!config.redis) {
    const redis = await startRedis({ dataDir: config.dataDir, log: (line) => console.error(line) });
    started.push(() => redis.stop());
    Object.assign(config, { redis: { path: redis.path }, redisUrl: redis.path });
  }
  const source = await openDatabase(config.databaseUrl);
  started.push(async () => source.isInitialized && source.destroy());
  const app = await createWebApp({ config, clock, source });
  const worker = config.role === 'all' ? new WorkerProcess(config, clock) : null;
  started.push(async () => {
    // New visitors are refused first; the worker finishes the job in hand; Redis goes last, because both use it.
    const closing = app.close();
    await worker?.stop();
    await closing;
  });
  await app.listen(config.port, config.host);
  worker?.start();
  await greet(app, config, clock);
  giveBackMemory();
}

const portIsTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
