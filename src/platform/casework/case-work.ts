import { ForbiddenException, Inject, Injectable } from '@nestjs/common';
import { type CaseEvent, NotAllowed } from '../../core/casefile';
import type { LocalDate } from '../../core/law';
import {
  CaseBook,
  CaseLinks,
  type LoadedCase,
  type NewMessage,
  NoSuchCase,
  Outbox,
  type RecordedEvent,
  StaleCase,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../clock';
import { Relay } from '../relay';
import { type Action, may } from '../sign-in';
import type { SignedIn } from '../web/request';
import { HARMLESS } from './harmless';

/** What a move writes, in the transaction; it may run again after a deadlock. */
export type Enter = (tx: Tx) => Promise<{ events: CaseEvent[]; messages?: NewMessage[] }>;

/** When and by whom a move is made. */
export interface MoveContext {
  official: SignedIn;
  now: Date;
  today: LocalDate;
}

/** The same, of a form: what happened since it was opened. That is harmless, or the move is refused before. */
export interface FormContext extends MoveContext {
  since: readonly RecordedEvent[];
}

/**
 * Looks at the case, lets the rules refuse, renders letters: everything slow or refusable, before the transaction. What it
 * returns is entered only if the case is still the same.
 */
export type Prepare = (loaded: LoadedCase, context: FormContext) => Promise<Enter> | Enter;

/** How often a harmless event, or another calendar, may come between looking and writing. */
const TRIES = 3;

/** One of the moves that are made together. */
export interface TogetherMove {
  caseId: string;
  action: Action;
  expectedVersion: number;
  prepare: Prepare;
}

/** Of several cases this one refused, and so nothing was written; `cause`: `NotAllowed` or `StaleCase`. */
export class Together extends Error {
  constructor(
    readonly loaded: LoadedCase,
    override readonly cause: NotAllowed | StaleCase,
  ) {
    super(cause.message);
  }
}

async function at<T>(loaded: LoadedCase, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof NotAllowed || error instanceof StaleCase ? new Together(loaded, error) : error;
  }
}

/** An official works on a case: one move, one transaction, then the mail. */
@Injectable()
export class CaseWork {
  constructor(
    private readonly book: CaseBook,
    private readonly outbox: Outbox,
    private readonly transactions: Transactions,
    private readonly relay: Relay,
    private readonly links: CaseLinks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get reader(): Tx {
    return this.transactions.reader;
  }

  now(official: SignedIn): MoveContext {
    return { official, now: this.clock.now(), today: this.clock.today() };
  }

  /** Throws `NoSuchCase` for a case that the official may not see, and ForbiddenException for what is not theirs to do. */
  async load(official: SignedIn, caseId: string, action: Action = 'case.read'): Promise<LoadedCase> {
    const loaded = await this.book.load(this.reader, official.institutionId, caseId);
    if (!may(official, 'case.read', loaded.row)) throw new NoSuchCase();
    if (!may(official, action, loaded.row)) throw new ForbiddenException();
    return loaded;
  }

  /**
   * One move. `expectedVersion` is the version that the form was loaded under. Throws what `load` throws, `StaleCase` when
   * something happened since that matters, and the `NotAllowed` of the rules; then nothing was written.
   */
  async perform(
    official: SignedIn,
    caseId: string,
    action: Action,
    expectedVersion: number,
    prepare: Prepare,
  ): Promise<LoadedCase> {
    for (let attempt = 1; ; attempt += 1) {
      const loaded = await this.load(official, caseId, action);
      const since = loaded.history.slice(Math.max(0, expectedVersion));
      if (since.some(({ event }) => !HARMLESS.has(event.type))) throw new StaleCase(since);
      const context = this.now(official);
      const enter = await prepare(loaded, { ...context, since });
      try {
        return await this.enter(loaded, context, enter);
      } catch (error) {
        if (!(error instanceof StaleCase) || attempt === TRIES) throw error;
      }
    }
  }

  /**
   * Moves of several cases, all of them or none, in one transaction. Each as `perform` makes it; a `Together` says at which of
   * them the rules refused.
   */
  async performTogether(official: SignedIn, moves: readonly TogetherMove[]): Promise<LoadedCase[]> {
    for (let attempt = 1; ; attempt += 1) {
      const context = this.now(official);
      const prepared: { loaded: LoadedCase; enter: Enter }[] = [];
      for (const { caseId, action, expectedVersion, prepare } of moves) {
        const loaded = await this.load(official, caseId, action);
        const since = loaded.history.slice(Math.max(0, expectedVersion));
        if (since.some(({ event }) => !HARMLESS.has(event.type))) throw new Together(loaded, new StaleCase(since));
        const enter = await at(loaded, async () => prepare(loaded, { ...context, since }));
        prepared.push({ loaded, enter });
      }
      try {
        const { after, messageIds } = await this.transactions.run(async (tx) => {
          const after: LoadedCase[] = [];
          const messageIds: string[] = [];
          await this.links.hold(
            tx,
            official.institutionId,
            moves.map(({ caseId }) => caseId),
          );
          for (const { loaded, enter } of prepared) {
            after.push(await at(loaded, () => this.write(tx, loaded, context, enter, messageIds)));
          }
          return { after, messageIds };
        });
        this.relay.nudge(messageIds);
        return after;
      } catch (error) {
        const again = error instanceof Together && error.cause instanceof StaleCase;
        if (!again || attempt === TRIES) throw error;
      }
    }
  }

  /** One case of a transaction. */
  private write(
    tx: Tx,
    { row, present }: LoadedCase,
    { official, now }: MoveContext,
    enter: Enter,
    messageIds: string[],
  ): Promise<LoadedCase> {
    const { institutionId, id: caseId, version: expectedVersion } = row;
    const actor = { kind: 'official', id: official.id } as const;
    return this.book.act(tx, { institutionId, caseId, actor, now, expectedVersion }, async (held) => {
      // Counted by another calendar since: a letter may name a day that is none.
      if (held.present.id !== present.id) throw new StaleCase([]);
      const { events, messages = [] } = await enter(tx);
      messageIds.push(...(await this.outbox.add(tx, now, messages)));
      return events;
    });
  }

  private async enter(loaded: LoadedCase, context: MoveContext, enter: Enter): Promise<LoadedCase> {
    const { after, messageIds } = await this.transactions.run(async (tx) => {
      const messageIds: string[] = [];
      return { after: await this.write(tx, loaded, context, enter, messageIds), messageIds };
    });
    this.relay.nudge(messageIds);
    return after;
  }
}
