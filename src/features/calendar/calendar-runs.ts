import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../../platform/clock';
import { JobQueue } from '../../platform/queue';
import { DueDays, type LongAction, LongActions, Transactions } from '../../records';
import type { Refused } from './calendar.service';
import type { Asked } from './planning';

/** With so many open cases a change is done while the page waits: some two seconds. */
const SHORT = 5_000;

export interface CalendarRunFacts {
  /** The form on which it was asked for. */
  page: string;
  change: Asked;
  /** What the person saw. */
  basisId: string;
}

/** What came of it. `broken`: nothing was changed. */
export type CalendarRunResult =
  { moved: number } | { stale: true } | { refused: Refused['refused'] } | { broken: 'not-yours' | 'failed' };

/** Changes by which many open cases are counted anew: begun here, done by the worker, looked at meanwhile. */
@Injectable()
export class CalendarRuns {
  private readonly log = new Logger('calendar');

  constructor(
    private readonly actions: LongActions,
    private readonly dueDays: DueDays,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  isLong(institutionId: string): Promise<boolean> {
    return this.dueDays.moreOpenThan(this.transactions.reader, institutionId, SHORT);
  }

  /** The id under which it is followed. */
  async begin(institutionId: string, officialId: string, facts: CalendarRunFacts): Promise<string> {
    const action = { institutionId, officialId, what: 'calendar' as const, facts: { ...facts } };
    const id = await this.transactions.run((tx) => this.actions.begin(tx, action, this.clock.now()));
    // Without Redis it waits in the database, and a worker finds it there.
    this.queue
      .add([{ name: 'calendar', data: { actionId: id } }])
      .catch((error: unknown) => this.log.debug(String(error)));
    return id;
  }

  /** Null where the institution has no such action. */
  async find(institutionId: string, id: string): Promise<LongAction | null> {
    const found = await this.actions.byId(this.transactions.reader, id);
    return found?.institutionId === institutionId && found.what === 'calendar' ? found : null;
  }

  /** The last one, while it is under way. */
  async underWay(institutionId: string): Promise<LongAction | null> {
    const [last] = await this.actions.latest(this.transactions.reader, institutionId, 'calendar', 1);
    return last && !last.finishedAt ? last : null;
  }

  /** What the worker said last; null while it has not begun, or nobody can be asked. */
  async progress(id: string): Promise<{ done: number; total: number } | null> {
    const told = await this.queue.told({ name: 'calendar', data: { actionId: id } }).catch(() => null);
    const { done, total } = (told ?? {}) as { done?: unknown; total?: unknown };
    return typeof done === 'number' && typeof total === 'number' ? { done, total } : null;
  }
}
