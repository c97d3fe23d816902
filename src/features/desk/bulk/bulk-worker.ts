import { ForbiddenException, Inject, Injectable, Logger } from '@nestjs/common';
import { isClosed, NotAllowed } from '../../../core/casefile';
import {
  Absences,
  type BulkAction,
  BulkActions,
  type BulkItem,
  NoSuchCase,
  Outbox,
  Papers,
  People,
  StaleCase,
  Standings,
  Transactions,
} from '../../../records';
import { CaseWork, type Prepare } from '../../../platform/casework';
import { type Clock, CLOCK } from '../../../platform/clock';
import { Relay } from '../../../platform/relay';
import { officialNow } from '../../../platform/sign-in';
import type { SignedIn } from '../../../platform/web/request';
import type { MoveDefinition, Tools } from '../case/moves/move';
import { assignMove } from '../case/moves/assign';
import { noteMove } from '../case/moves/note';
import { assignedMany } from './assigned-many';

const MOVES: Record<BulkAction['act'], MoveDefinition> = { assign: assignMove, note: noteMove };
/** Read together; each is done in a transaction of its own. */
const READ_AHEAD = 20;

/** It was done or refused before: by another worker, or by this one before it was killed. */
class SettledBefore extends Error {}

/** Does an action on many cases, one after the other, from where it stands. Whoever is killed loses the case in hand only. */
@Injectable()
export class BulkWorker {
  private readonly log = new Logger('bulk');
  private readonly tools: Tools;

  constructor(
    private readonly work: CaseWork,
    private readonly bulk: BulkActions,
    private readonly people: People,
    private readonly absences: Absences,
    private readonly standings: Standings,
    private readonly outbox: Outbox,
    private readonly transactions: Transactions,
    private readonly relay: Relay,
    papers: Papers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    // What the two moves need; they write no letters and offer no transfers.
    this.tools = { people, papers, reader: transactions.reader } as unknown as Tools;
  }

  /** Goes on until everything is settled, or the process is asked to end: then whoever comes next goes on. */
  async run(bulkId: string, signal?: AbortSignal): Promise<void> {
    const { reader } = this.transactions;
    const action = await this.bulk.byId(reader, bulkId);
    if (!action || action.finishedAt) return;
    for (;;) {
      const items = await this.bulk.waiting(reader, bulkId, READ_AHEAD);
      if (items.length === 0) break;
      for (const item of items) {
        if (signal?.aborted) return;
        await this.settle(action, item);
      }
    }
    await this.finish(action);
  }

  /** Looks anew who the official is: a role that was taken away counts from the next case on. */
  private async settle(action: BulkAction, item: BulkItem): Promise<void> {
    const refuse = (code: string): Promise<boolean> =>
      this.transactions.run((tx) => this.bulk.settle(tx, item, code.slice(0, 60)));
    const official = await this.official(action.officialId);
    if (!official) return void (await refuse('not-yours'));
    const move = MOVES[action.act];
    const inner = move.read(action.facts, []).prepare(this.tools);
    const prepare: Prepare = async (loaded, context) => {
      if (action.act === 'assign' && isClosed(loaded.file)) throw new NotAllowed('case.closed');
      const enter = await inner(loaded, context);
      return async (tx) => {
        if (!(await this.bulk.settle(tx, item, null))) throw new SettledBefore();
        // One mail tells of all of them in the end.
        const { events } = await enter(tx);
        return { events };
      };
    };
    try {
      await this.work.perform(official, item.caseId, move.action, item.version, prepare);
    } catch (error) {
      if (error instanceof SettledBefore) return;
      const code = codeOf(error);
      if (code === null) {
        this.log.error(`A case of a bulk action failed: ${String(error)}`);
        // The database may be away: then this throws, and the case waits for the next try.
      }
      await refuse(code ?? 'failed');
    }
  }

  private async finish(action: BulkAction): Promise<void> {
    const { reader } = this.transactions;
    const officials = await this.people.officials(reader, action.institutionId);
    const now = this.clock.now();
    const messageIds = await this.transactions.run(async (tx) => {
      if (!(await this.bulk.finish(tx, action, now))) return [];
      const person = officials.find((one) => one.id === action.facts.assignee && one.active);
      if (action.act !== 'assign' || !person || person.id === action.officialId) return [];
      const given = await this.bulk.doneCases(tx, action.id);
      return given.length === 0 ? [] : this.outbox.add(tx, now, [assignedMany(action, person, given)]);
    });
    this.relay.nudge(messageIds);
  }

  private official(id: string): Promise<SignedIn | null> {
    const { people, absences, standings } = this;
    return officialNow({ people, absences, standings }, this.transactions.reader, id, this.clock.today());
  }
}

/** Null for what nobody foresaw. */
function codeOf(error: unknown): string | null {
  if (error instanceof NotAllowed) return error.code;
  if (error instanceof StaleCase) return 'changed';
  return error instanceof NoSuchCase || error instanceof ForbiddenException ? 'not-yours' : null;
}
