import Redis from 'ioredis';
import type { RedisAddress } from '../../platform/config';

/** Nobody who asks for health waits longer. */
const PATIENCE_MS = 500;

/** Whether Redis answers a ping within half a second, on a connection of its own that is closed afterwards. */
export async function redisAnswers(address: RedisAddress | null): Promise<boolean> {
  if (!address) return false;
  const settings = {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  };
  const redis = 'url' in address ? new Redis(address.url, settings) : new Redis({ ...settings, path: address.path });
  // The answer is yes or no; why not is the worker's to complain about.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
