import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock } from '../../platform/clock';
import { type JobContext, JobHandlers, JobQueue, LeftBehind } from '../../platform/queue';
import { may, mayEnter, signedInNow } from '../../platform/sign-in';
import { Absences, type LongAction, LongActions, People, Standings, Transactions } from '../../records';
import type { CalendarRunFacts, CalendarRunResult } from './calendar-runs';
import { CalendarService } from './calendar.service';

/** A change that ends its worker each time is given up. */
const MOST_TRIES = 3;

/** It was ended before, by another worker: what this one did must not stay. */
class EndedBefore extends Error {}

/** Changes calendars by which many open cases are counted anew, each once: the change and the end are one transaction. */
@Injectable()
export class CalendarRunProcessor implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('calendar');
  private readonly inHand = new Set<string>();
  private readonly left: LeftBehind;

  constructor(
    handlers: JobHandlers,
    queue: JobQueue,
    private readonly service: CalendarService,
    private readonly actions: LongActions,
    private readonly people: People,
    private readonly absences: Absences,
    private readonly standings: Standings,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    handlers.register('calendar', ({ actionId }, { tell }) => this.run(actionId, tell));
    this.left = new LeftBehind('calendar', queue, actions, transactions);
  }

  onApplicationBootstrap(): void {
    this.left.start();
  }

  onApplicationShutdown(): void {
    this.left.stop();
  }

  private async run(id: string, tell: JobContext['tell']): Promise<void> {
    const action = await this.actions.byId(this.transactions.reader, id);
    if (!action || action.finishedAt || this.inHand.has(id)) return;
    this.inHand.add(id);
    try {
      const result = await this.change(action, tell);
      if (result) await this.end(action, result);
    } finally {
      this.inHand.delete(id);
    }
  }

  /** Null where the change has ended the action itself, or another worker has. */
  private async change(action: LongAction, tell: JobContext['tell']): Promise<CalendarRunResult | null> {
    if (!(await this.allowed(action.officialId))) return { broken: 'not-yours' };
    if (action.tries >= MOST_TRIES) return { broken: 'failed' };
    await this.transactions.run((tx) => this.actions.tried(tx, action));
    const { change, basisId } = action.facts as unknown as CalendarRunFacts;
    const actor = { kind: 'official' as const, id: action.officialId };
    try {
      const applied = await this.service.apply(action.institutionId, actor, change, basisId, {
        told: (done, total) => tell({ done, total }),
        settle: async (tx, moved) => {
          if (!(await this.actions.finish(tx, action.id, { moved }, this.clock.now()))) throw new EndedBefore();
        },
      });
      if (applied.ok) return null;
      return 'stale' in applied ? { stale: true } : { refused: applied.refused };
    } catch (error) {
      if (error instanceof EndedBefore) return null;
      this.log.error(`A calendar could not be changed: ${error instanceof Error ? error.stack : String(error)}`);
      return { broken: 'failed' };
    }
  }

  private end(action: LongAction, result: CalendarRunResult): Promise<boolean> {
    return this.transactions.run((tx) => this.actions.finish(tx, action.id, { ...result }, this.clock.now()));
  }

  /** Looks anew who the official is: what was taken away meanwhile counts. */
  private async allowed(officialId: string): Promise<boolean> {
    const { reader } = this.transactions;
    const today = this.clock.today();
    const row = await this.people.byId(reader, officialId);
    if (!row || !mayEnter(row, today)) return false;
    const sources = { people: this.people, absences: this.absences, standings: this.standings };
    return may(await signedInNow(sources, reader, row, today), 'calendar');
  }
}
