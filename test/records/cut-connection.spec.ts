import type { PoolClient, Pool } from 'pg';
import { openDatabase } from '../../src/records/data-source';
import { freshPostgresDatabase } from '../support/postgres';

it('a connection that the server ends in the moment in which nobody listens to it does not end the process', async () => {
  const database = await freshPostgresDatabase();
  const source = await openDatabase(database.url);
  try {
    const { master: pool } = source.driver as unknown as { master: Pool };
    // Taken from the pool and not yet used: neither the pool nor TypeORM listens to its errors.
    const client: PoolClient = await pool.connect();
    const [{ pid }] = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows as [{ pid: number }];
    // Not `once` of node:events, which would listen to errors.
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    await source.query('SELECT pg_terminate_backend($1)', [pid]);
    await ended;
    client.release(true);
    expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  } finally {
    await source.destroy();
    await database.drop();
  }
});
