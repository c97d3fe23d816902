import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

/** A database of the test's own. */
export interface TestDatabase {
  /** For DATABASE_URL. */
  url: string;
  /** Ends whoever is still connected, drops it, and stops the server if this test had to start one. */
  drop(): Promise<void>;
}

let made = 0;

/** An empty PostgreSQL database: on the server of QASJA_TEST_PG, or on one started for it when that is not set. */
export async function freshPostgresDatabase(): Promise<TestDatabase> {
  const given = process.env.QASJA_TEST_PG;
  const server = given ? { url: given, stop: () => Promise.resolve() } : await startServer();
  const name = `qasja_${process.pid}_${(made += 1)}`;
  await command(server.url, `CREATE DATABASE ${name}`);
  return {
    url: server.url.replace(/\/postgres\?/, `/${name}?`),
    async drop() {
      await command(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
      await server.stop();
    },
  };
}

/** The helper script stops the server when its input closes: when we say so, and also when this process dies. */
async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const script = path.join(__dirname, '../../scripts/lib/postgres.mjs');
  const helper = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(helper, 'close');
  const [url] = (await Promise.race([
    once(createInterface(helper.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('PostgreSQL could not be started'))),
  ])) as [string];
  return {
    url,
    async stop() {
      helper.stdin.end();
      await ended;
    },
  };
}

async function command(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
