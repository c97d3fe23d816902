import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type DataSource, openDatabase } from '../../src/records/data-source';
import { Bases, EventLog, Registration } from '../../src/records';
import { Transactions } from '../../src/records';
import { freshPostgresDatabase } from './postgres';

export const DATABASES = ['sqlite', 'postgres'] as const;
export type Dialect = (typeof DATABASES)[number];

export interface OpenedDatabase {
  url: string;
  source: DataSource;
  transactions: Transactions;
  log: EventLog;
  registration: Registration;
  close: () => Promise<void>;
}

/** An empty, migrated database of the test's own: a real file, or a database on a real PostgreSQL server. */
export async function openTestDatabase(dialect: Dialect): Promise<OpenedDatabase> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-db-'));
  const postgres = dialect === 'postgres' ? await freshPostgresDatabase() : null;
  const url = postgres?.url ?? `sqlite:${path.join(folder, 'test.sqlite')}`;
  const source = await openDatabase(url);
  const log = new EventLog();
  return {
    url,
    source,
    transactions: new Transactions(source),
    log,
    registration: new Registration(log, new Bases()),
    close: async () => {
      await source.destroy();
      await postgres?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
