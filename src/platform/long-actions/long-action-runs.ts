import { Inject, Injectable } from '@nestjs/common';
import {
  type LongAction,
  type LongActionKind,
  LongActions,
  type NewLongAction,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../clock';
import { JobQueue } from '../queue';

/** How far a long action is: so many of so many, of one of its steps where it has some. */
export interface LongProgress {
  step?: string;
  done: number;
  total: number;
}

/** Long actions as the desk sees them: begun here, done by the worker, looked at meanwhile. */
@Injectable()
export class LongActionRuns {
  constructor(
    private readonly actions: LongActions,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Resolves to the id under which it is followed; one can be given. `instead` looks, in the same transaction, for one that
   * does the same already.
   */
  async begin(
    action: NewLongAction,
    given?: string,
    instead?: (tx: Tx) => Promise<string | undefined>,
  ): Promise<string> {
    const id = await this.transactions.run(
      async (tx) => (await instead?.(tx)) ?? this.actions.begin(tx, action, this.clock.now(), given),
    );
    // Without Redis it waits in the database, and a worker finds it there.
    this.queue.add([{ name: action.what, data: { actionId: id } }]).catch(() => undefined);
    return id;
  }

  /** Null where the institution has no such action. */
  async find(institutionId: string, what: LongActionKind, id: string): Promise<LongAction | null> {
    const found = await this.actions.byId(this.transactions.reader, id);
    return found?.institutionId === institutionId && found.what === what ? found : null;
  }

  /** The one that an institution waits for longest. */
  underWay(institutionId: string, what: LongActionKind): Promise<LongAction | null> {
    return this.actions.underWay(this.transactions.reader, institutionId, what);
  }

  /** Those of an institution, newest first. */
  latest(institutionId: string, what: LongActionKind, limit: number): Promise<LongAction[]> {
    return this.actions.latest(this.transactions.reader, institutionId, what, limit);
  }

  /** What the worker said last; null while it has not begun, when it is finished, or while nobody can be asked. */
  async progress({ id, what, finishedAt }: LongAction): Promise<LongProgress | null> {
    if (finishedAt) return null;
    const told = await this.queue.told({ name: what, data: { actionId: id } }).catch(() => null);
    const { step, done, total } = (told ?? {}) as Partial<LongProgress>;
    return typeof done === 'number' && typeof total === 'number' ? { ...(step && { step }), done, total } : null;
  }
}
