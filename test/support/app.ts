import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { readConfig } from '../../src/platform/config';
import { type DataSource, openDatabase } from '../../src/records/data-source';
import { createWebApp } from '../../src/web-app';
import { Client } from './client';
import { type FixedClock, fixedClock } from './clock';
import { freshPostgresDatabase } from './postgres';
import { type Seed, seedMunicipality } from './seed';

export interface TestApp {
  url: string;
  dataDir: string;
  clock: FixedClock;
  source: DataSource;
  seed: Seed;
  nest: NestExpressApplication;
  get: NestExpressApplication['get'];
  client: (headers?: Record<string, string>) => Client;
  close: () => Promise<void>;
}

interface Options {
  /** The instant at which the clock stands (it does not run by itself). */
  at?: string;
  env?: Record<string, string>;
  database?: 'sqlite' | 'postgres';
  /** False: an empty database, as on the first start. */
  seeded?: boolean;
}

/** The real application on a free port of this machine, with a data folder and a database of its own. */
export async function startApp(options: Options = {}): Promise<TestApp> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'qasja-test-'));
  const postgres = options.database === 'postgres' ? await freshPostgresDatabase() : null;
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    QASJA_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    QASJA_RATE_LIMIT: '100000',
    // Tests of the watchdog ask for it; elsewhere it would tell of sweeps that no test has.
    QASJA_WATCHDOG_SECONDS: '0',
    // No Redis answers here: pages must work without one. Tests of jobs start a real one and name it.
    REDIS_URL: path.join(dataDir, 'no-redis.sock'),
    ...(postgres ? { DATABASE_URL: postgres.url } : {}),
    ...options.env,
  });
  const clock = fixedClock(options.at ?? '2026-03-30T09:00:00+02:00');
  const source = await openDatabase(config.databaseUrl);
  const seed = options.seeded === false ? ({} as Seed) : await seedMunicipality(source, clock.now());
  const nest = await createWebApp({ config, clock, source });
  await nest.listen(0, '127.0.0.1');
  const { port } = nest.getHttpServer().address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  config.publicUrl = url;
  return {
    url,
    dataDir,
    clock,
    source,
    seed,
    nest,
    get: nest.get.bind(nest),
    client: (headers) => new Client(url, headers),
    close: async () => {
      await nest.close();
      if (source.isInitialized) await source.destroy();
      await postgres?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const newId = (): string => randomUUID();
