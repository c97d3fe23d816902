import type { EventEmitter } from 'node:events';
import sqlite3 from 'sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import * as migrations from '../../migrations';
import { SnakeNames } from './columns';
import * as entities from './entities';
import { serializeSqlite } from './serialize-sqlite';

export type { DataSource };

export const ENTITIES = Object.values(entities).filter(
  (one): one is typeof one & (new () => object) => typeof one === 'function',
);

/** TypeORM turns on sqlite3's long stack traces, which cost a fifth of the time of a page. */
const QUIET_SQLITE = { verbose: () => sqlite3 };

/**
 * Options for one database URL: `sqlite:<path>` (WAL, every commit on disk before it is reported) or `postgres://…`.
 * Undefined or null in a `where` is an error: TypeORM would otherwise return the first row, or all of them.
 */
export function dataSourceOptions(url: string): DataSourceOptions {
  const common = {
    entities: ENTITIES,
    migrations: Object.values(migrations),
    migrationsTransactionMode: 'each' as const,
    namingStrategy: new SnakeNames(),
    synchronize: false,
    invalidWhereValuesBehavior: { null: 'throw' as const, undefined: 'throw' as const },
  };
  if (/^postgres(ql)?:/.test(url)) return { type: 'postgres', url, poolSize: 10, extra: { onConnect }, ...common };
  const database = url.replace(/^sqlite:/, '');
  return { type: 'sqlite', database, enableWAL: true, busyTimeout: 10_000, driver: QUIET_SQLITE, ...common };
}

/**
 * What each new connection to PostgreSQL begins with, before anybody gets it.
 *
 * - One that the server ends (a failover, a restart) says so in an `error` event, and where nobody listens that ends the
 *   process. The pool listens while a connection rests, TypeORM while it is used, but nobody in the moment of the change.
 *   Whoever asks on such a connection is told by the answer.
 * - Compiling a question costs PostgreSQL more than any question of ours; and with 4 MB the places of a common word in the
 *   index do not fit, so that it reads the rows again.
 */
function onConnect(client: EventEmitter & { query: (sql: string) => Promise<unknown> }): Promise<unknown> {
  client.on('error', () => undefined);
  return client.query("SET jit = off; SET work_mem = '32MB'");
}

/** A data source that is not yet open; on SQLite its transactions take turns. */
export function createDataSource(options: DataSourceOptions): DataSource {
  const source = new DataSource(options);
  return options.type === 'sqlite' ? serializeSqlite(source) : source;
}

/** Any number that no one else uses as an advisory lock: processes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_302_015;

/** Opens the database and brings its schema up to date. */
export async function openDatabase(url: string): Promise<DataSource> {
  const source = await createDataSource(dataSourceOptions(url)).initialize();
  if (source.options.type === 'sqlite') {
    // WAL with FULL: a commit that was reported survives a power cut, not only a crash of the process.
    await source.query('PRAGMA synchronous = FULL');
    await source.query('PRAGMA cache_size = -16384');
    await source.runMigrations();
    return source;
  }
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
  return source;
}
