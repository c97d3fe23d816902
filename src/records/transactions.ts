import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';

/** A transaction in progress, or the plain reader. Stores take it as their first argument. */
export type Tx = EntityManager;

/** Deadlock or serialization failure (PostgreSQL), or a lock held by another process for too long (SQLite). */
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01', 'SQLITE_BUSY']);

function codeOf(error: unknown): string {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return driverError?.code ?? code ?? '';
}

/** True for a row that would stand twice under a unique key, on either database. */
export function isDuplicate(error: unknown): boolean {
  const code = codeOf(error);
  return code === '23505' || (code === 'SQLITE_CONSTRAINT' && /UNIQUE/.test(String((error as Error).message)));
}

/** Deliveries to another system that a transaction has written so far. */
const DELIVERIES = new WeakMap<Tx, string[]>();

/** Remembers what a transaction wrote for another system: whoever hands it on is told after the commit. */
export function noteDeliveries(tx: Tx, ids: readonly string[]): void {
  DELIVERIES.set(tx, [...(DELIVERIES.get(tx) ?? []), ...ids]);
}

@Injectable()
export class Transactions {
  private onDeliveries: (ids: readonly string[]) => void = () => undefined;

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Reads outside of any transaction. Using it inside `run` fails loudly on SQLite. */
  get reader(): Tx {
    return this.source.manager;
  }

  get dialect(): 'sqlite' | 'postgres' {
    return this.source.options.type === 'postgres' ? 'postgres' : 'sqlite';
  }

  /** Who is told, after each commit, which deliveries to another system it wrote. Nothing is lost when nobody is. */
  tellOfDeliveries(listener: (ids: readonly string[]) => void): void {
    this.onDeliveries = listener;
  }

  /** All or nothing. The work may run again after a deadlock: it must do nothing that a rollback does not undo. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        let deliveries: readonly string[] = [];
        const result = await this.source.transaction(async (tx) => {
          const done = await work(tx);
          deliveries = DELIVERIES.get(tx) ?? [];
          return done;
        });
        if (deliveries.length > 0) this.onDeliveries(deliveries);
        return result;
      } catch (error) {
        if (attempt === 4 || !WORTH_ANOTHER_TRY.has(codeOf(error))) throw error;
      }
    }
  }
}

/** `FOR UPDATE` where the database has row locks; SQLite's transactions take turns anyway. */
export const rowLock = (tx: Tx): { lock?: { mode: 'pessimistic_write' } } =>
  tx.connection.options.type === 'postgres' ? { lock: { mode: 'pessimistic_write' } } : {};

export { insertAll } from './insert-rows';

/** Changes some columns of the rows that match. */
export async function change<T extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<T>,
  where: Partial<T>,
  columns: Partial<T>,
): Promise<void> {
  await tx.update(entity, where, columns);
}
