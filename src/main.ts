import 'reflect-metadata';
import { ConfigError, readConfig } from './platform/config';

/** Reads the settings, then loads only the part of the house that this process is. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (config.role !== 'all' && !config.redis) {
    throw new ConfigError(['REDIS_URL must be set when QASJA_ROLE is web or worker: both must reach the same Redis']);
  }
  if (config.role === 'worker') await (await import('./worker.js')).runWorker(config);
  else await (await import('./web.js')).runWeb(config);
}

main().catch((error: unknown) => {
  // The stack only: a failed statement's own fields hold its parameters, which may be somebody's name.
  console.error(error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : error);
  process.exit(1);
});
