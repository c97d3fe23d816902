import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  Absences,
  type LongAction,
  type LongActionKind,
  LongActions,
  People,
  Standings,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../clock';
import { JobHandlers, JobQueue } from '../queue';
import { type Action, may, officialNow } from '../sign-in';
import type { SignedIn } from '../web/request';
import type { LongProgress } from './long-action-runs';

/** One that ends its worker each time is given up. */
const MOST_TRIES = 3;
/** How soon one goes on that nobody does: its worker was killed, or Redis was away when it began. */
const LOOK_EVERY_MS = 10_000;
const LOOKED_AT = 20;

/** Why an action was not done, and nothing of it: who asked may not any more, or it failed. */
export type Broken = 'not-yours' | 'failed';

/** How long actions of one kind are done. */
export interface LongWork<Result extends object> {
  what: LongActionKind;
  /** What whoever asked for it must be allowed, also when it is done. */
  needs: Action;
  /**
   * Does it. What came of it; null where that was said with `settle`, in the transaction of the work: then the work and the
   * end of the action are one. `tell` says how far it is; `official` is who asked, as they are now.
   */
  work: (
    action: LongAction,
    tools: {
      official: SignedIn;
      tell: (progress: LongProgress) => void;
      settle: (tx: Tx, result: Result) => Promise<void>;
    },
  ) => Promise<Result | null>;
  /** What came of one that was not done. */
  broken: (why: Broken) => Result;
  /** Clears up, whatever came of it; also behind a worker that was killed after its last commit. */
  clearUp?: (action: LongAction) => Promise<void>;
}

/** It was ended before, by another worker: what this one did must not stay. */
class EndedBefore extends Error {}

/** Does long actions, each once, for who may have them done still; goes on with those that were left behind. */
@Injectable()
export class LongActionWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('long-actions');
  private readonly inHand = new Set<string>();
  private readonly kinds: LongActionKind[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly queue: JobQueue,
    private readonly actions: LongActions,
    private readonly people: People,
    private readonly absences: Absences,
    private readonly standings: Standings,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  register<Result extends object>(work: LongWork<Result>): void {
    this.handlers.register(work.what, ({ actionId }, { tell }) => this.run(work, actionId, tell));
    this.kinds.push(work.what);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async run<Result extends object>(
    kind: LongWork<Result>,
    id: string,
    tell: (progress: LongProgress) => void,
  ): Promise<void> {
    const action = await this.actions.byId(this.transactions.reader, id);
    if (!action || this.inHand.has(id)) return;
    this.inHand.add(id);
    try {
      const result = action.finishedAt ? null : await this.resultOf(kind, action, tell);
      // The database may be away: then this throws, and the action waits for the next try.
      if (result) await this.transactions.run((tx) => this.end(tx, action, result));
      await kind.clearUp?.(action);
    } finally {
      this.inHand.delete(id);
    }
  }

  /** Null where the action is ended already, by its own work or by another worker. */
  private async resultOf<Result extends object>(
    kind: LongWork<Result>,
    action: LongAction,
    tell: (progress: LongProgress) => void,
  ): Promise<Result | null> {
    const official = await this.allowed(action.officialId, kind.needs);
    if (!official) return kind.broken('not-yours');
    if (action.tries >= MOST_TRIES) return kind.broken('failed');
    await this.transactions.run((tx) => this.actions.tried(tx, action));
    const settle = async (tx: Tx, result: Result): Promise<void> => {
      if (!(await this.end(tx, action, result))) throw new EndedBefore();
    };
    try {
      return await kind.work(action, { official, tell, settle });
    } catch (error) {
      if (error instanceof EndedBefore) return null;
      this.log.error(`An action "${kind.what}" failed: ${error instanceof Error ? error.stack : String(error)}`);
      return kind.broken('failed');
    }
  }

  private end(tx: Tx, { id }: LongAction, result: object): Promise<boolean> {
    return this.actions.finish(tx, id, { ...result }, this.clock.now());
  }

  /** What was taken away meanwhile counts: null for who may not have it done any more. */
  private async allowed(officialId: string, needs: Action): Promise<SignedIn | null> {
    const { people, absences, standings, transactions } = this;
    const from = { people, absences, standings };
    const official = await officialNow(from, transactions.reader, officialId, this.clock.today());
    return official && may(official, needs) ? official : null;
  }

  /** Gives those that were left behind a job again. One that waits or runs already is not doubled: its id is that of the action. */
  private async look(): Promise<void> {
    try {
      for (const what of this.kinds) {
        const left = await this.actions.unfinished(this.transactions.reader, what, LOOKED_AT);
        await this.queue.add(left.map(({ id }) => ({ name: what, data: { actionId: id } })));
      }
    } catch (error) {
      this.log.debug(`The look for actions that were left behind waits: ${String(error)}`);
    }
  }
}
