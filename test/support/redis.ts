import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startRedis } from '../../src/platform/queue/redis-child';

/** A Redis of the test's own, on a socket in a folder of its own. */
export interface TestRedis {
  path: string;
  /** For REDIS_URL. */
  url: string;
  stop(): Promise<void>;
}

/** Starts the same durable Redis that an installation runs for itself. */
export async function startTestRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-redis-'));
  const redis = await startRedis({ dataDir: folder, log: () => undefined });
  return {
    path: redis.path,
    url: `unix:${redis.path}`,
    async stop() {
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
