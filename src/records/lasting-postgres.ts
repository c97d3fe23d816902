import type { EventEmitter } from 'node:events';
import type { DataSource } from 'typeorm';

type PoolClass = new (options: object) => EventEmitter;
/** What TypeORM's driver holds of the package pg. */
interface Driver {
  postgres: { Pool: PoolClass };
}

/**
 * A connection that the server ends (a failover, a restart) says so in an `error` event, and one to which nobody listens
 * ends the process. The pool listens while a connection rests, TypeORM while it is used, but nobody in the moment of the
 * change: so each has a listener from its beginning. Whoever asks on such a connection is told by the answer.
 */
export function lastingPostgres(source: DataSource): DataSource {
  const driver = source.driver as unknown as Driver;
  const { Pool } = driver.postgres;
  class LastingPool extends Pool {
    constructor(options: object) {
      super(options);
      this.on('connect', (client: EventEmitter) => client.on('error', () => undefined));
    }
  }
  driver.postgres = Object.create(driver.postgres, { Pool: { value: LastingPool } }) as Driver['postgres'];
  return source;
}
