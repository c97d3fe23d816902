import type { RedisOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { RedisAddress } from '../config';

/** Tries again within two seconds, for ever: Redis may be started again at any time. */
const retryStrategy = (times: number): number => Math.min(times * 100, 2_000);

/** A command that Redis took and never answered fails after this long. */
const ANSWER_MS = 5_000;

/** For whoever adds jobs while somebody waits for a page: fails at once when Redis is away, instead of hanging. */
export function producerClient(redis: RedisAddress): Redis {
  const options = { retryStrategy, enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS };
  return 'url' in redis ? new Redis(redis.url, options) : new Redis(redis.path, options);
}

/**
 * For the worker, which has nothing to do but wait for Redis. Once it is ending it waits no longer: without that, its last
 * words to a Redis that is away would keep the process for ever.
 */
export const workerConnection = (redis: RedisAddress, ending: AbortSignal): RedisOptions => ({
  ...redis,
  retryStrategy: (times: number) => (ending.aborted ? null : retryStrategy(times)),
  maxRetriesPerRequest: null,
});
