import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** First come, first served. `acquire` resolves to the function that lets the next one in. */
class Turns {
  private last: Promise<void> = Promise.resolve();

  async acquire(): Promise<() => void> {
    let release!: () => void;
    const mine = new Promise<void>((resolve) => (release = resolve));
    const before = this.last;
    this.last = before.then(() => mine);
    await before;
    return release;
  }
}

type Runner = QueryRunner & { transactionDepth: number };
type RunnerClass = new (driver: unknown) => Runner;
interface Holder {
  turn: (() => void) | null;
}
interface Connection {
  run(sql: string, done: (error: Error | null) => void): void;
  close(done: () => void): void;
}
interface Driver {
  queryRunner?: Runner;
  options: { database: string };
  createQueryRunner: (this: unknown, mode?: string) => Runner;
  createDatabaseConnection: () => Promise<Connection>;
  disconnect: () => Promise<void>;
}

/**
 * A second connection, on which pages read while a transaction is open on the first: of a long one they see what was
 * committed before it, and do not wait for it. Opened when it is first needed.
 */
class Beside {
  private opened: Promise<Connection> | null = null;

  constructor(private readonly driver: Driver) {
    const disconnect = driver.disconnect.bind(driver);
    driver.disconnect = async () => {
      const connection = await this.opened;
      this.opened = null;
      if (connection) await new Promise<void>((closed) => connection.close(closed));
      await disconnect();
    };
  }

  /** A plain question, in a database that is a file: one in memory has but one connection. */
  takes(sql: string): boolean {
    return this.driver.options.database !== ':memory:' && /^\s*SELECT\b/i.test(sql);
  }

  connection(): Promise<Connection> {
    return (this.opened ??= this.open());
  }

  private async open(): Promise<Connection> {
    const connection = await this.driver.createDatabaseConnection();
    await new Promise<void>((done, fail) =>
      connection.run('PRAGMA query_only = ON', (error) => (error ? fail(error) : done())),
    );
    return connection;
  }
}

/**
 * TypeORM hands every unit of work on SQLite the SAME query runner, so that two transactions interleave on one
 * connection and rows that were reported as committed vanish with somebody else's rollback
 * (`test/records/concurrency.spec.ts` shows it). Here each unit of work gets its own runner, transactions take turns, and
 * whoever only reads meanwhile does so on a connection beside.
 *
 * Call it after `new DataSource()` and before `initialize()`.
 */
export function serializeSqlite(dataSource: DataSource): DataSource {
  const driver = dataSource.driver as unknown as Driver;
  const createShared = (Object.getPrototypeOf(driver) as Driver).createQueryRunner;
  const Base = createShared.call(driver, 'master').constructor as unknown as RunnerClass;
  driver.queryRunner = undefined;
  const turns = new Turns();
  const beside = new Beside(driver);
  let transactions = 0;
  const inTransaction = new AsyncLocalStorage<Holder>();

  class TurnTakingRunner extends Base implements Holder {
    turn: (() => void) | null = null;
    private aside = false;

    override connect(): Promise<never> {
      return (this.aside ? beside.connection() : super.connect()) as Promise<never>;
    }

    override async query(sql: string, ...rest: never[]): Promise<never> {
      const run = (text: string): Promise<never> => super.query(text, ...rest) as Promise<never>;
      // IMMEDIATE: with another process on the file, a deferred BEGIN fails with SQLITE_BUSY on its first write.
      if (this.turn) return run(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE TRANSACTION' : sql);
      this.refuseInsideTransaction('Query');
      if (transactions > 0 && beside.takes(sql)) return this.readBeside(() => run(sql));
      const done = await turns.acquire();
      try {
        return await run(sql);
      } finally {
        done();
      }
    }

    override async startTransaction(level?: never): Promise<void> {
      if (!this.turn) {
        this.refuseInsideTransaction('Transaction');
        this.turn = await turns.acquire();
        transactions += 1;
      }
      try {
        await super.startTransaction(level);
      } catch (error) {
        if (this.transactionDepth === 0) this.abandon();
        throw error;
      }
    }

    override async commitTransaction(): Promise<void> {
      await super.commitTransaction();
      if (this.transactionDepth === 0) this.giveUpTurn();
    }

    override async rollbackTransaction(): Promise<void> {
      try {
        await super.rollbackTransaction();
      } finally {
        if (this.transactionDepth === 0) this.giveUpTurn();
      }
    }

    override async release(): Promise<void> {
      if (this.turn) {
        if (this.isTransactionActive) await super.query('ROLLBACK').catch(() => undefined);
        this.transactionDepth = 0;
        this.abandon();
      }
      await super.release();
    }

    /** Waiting for one's own turn would wait for ever: fail loudly instead. */
    private refuseInsideTransaction(what: string): void {
      if (inTransaction.getStore()?.turn) {
        throw new Error(`${what} while a transaction is open in this call: use the manager given to the transaction`);
      }
    }

    private abandon(): void {
      (this as { isTransactionActive: boolean }).isTransactionActive = false;
      this.giveUpTurn();
    }

    private giveUpTurn(): void {
      if (this.turn) transactions -= 1;
      const done = this.turn;
      this.turn = null;
      done?.();
    }

    /** The driver asks for its connection at once, before it waits for anything. */
    private readBeside(ask: () => Promise<never>): Promise<never> {
      this.aside = true;
      try {
        return ask();
      } finally {
        this.aside = false;
      }
    }
  }
  driver.createQueryRunner = () => new TurnTakingRunner(driver);

  const transaction = dataSource.manager.transaction.bind(dataSource.manager) as (...a: unknown[]) => Promise<unknown>;
  dataSource.manager.transaction = (...args: unknown[]) => {
    // DataSource.transaction(work) calls manager.transaction(work, undefined): the work is not the last argument.
    const work = args.find((a) => typeof a === 'function') as (m: EntityManager) => Promise<unknown>;
    const level = args.filter((a) => typeof a === 'string');
    return transaction(...level, (m: EntityManager) =>
      inTransaction.run(m.queryRunner as unknown as Holder, () => work(m)),
    );
  };
  return dataSource;
}
