import 'reflect-metadata';
import { assertStatutesSound, statutes, UnsoundStatutes } from './core/law';
import { ConfigError, readConfig } from './platform/config';

/** Refuses laws by which nothing can be counted, reads the settings, then loads only the part of the house that this process is. */
async function main(): Promise<void> {
  assertStatutesSound(statutes);
  const config = readConfig(process.env);
  if (config.role !== 'all' && !config.redis) {
    throw new ConfigError(['REDIS_URL must be set when QASJA_ROLE is web or worker: both must reach the same Redis']);
  }
  if (config.role === 'worker') await (await import('./worker.js')).runWorker(config);
  else await (await import('./web.js')).runWeb(config);
}

main().catch((error: unknown) => {
  // The stack only: a failed statement's own fields hold its parameters, which may be somebody's name.
  const plain = error instanceof ConfigError || error instanceof UnsoundStatutes;
  console.error(plain ? error.message : error instanceof Error ? error.stack : error);
  process.exit(1);
});
