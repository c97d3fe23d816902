import { Injectable } from '@nestjs/common';
import {
  type Actor,
  apply,
  type CaseClock,
  type CaseEvent,
  type CaseEventType,
  type CaseFile,
  type ClockBasis,
  clocksOf,
  clockVersion,
  isClosed,
  replay,
} from '../../core/casefile';
import { CaseRow, Institution } from '../entities';
import { backPlanSettings } from '../back-plan-settings';
import { derive } from '../projection';
import { indexCases, scopeMoved } from '../search';
import { change, rowLock, type Tx } from '../transactions';
import { Bases } from './bases';
import { EventLog, type RecordedEvent } from './event-log';
import { passAsked } from './notices';
import { followConsultations } from './consultations';
import { followTasks } from './tasks';

/** What was written for these is found; what was taken away with the last is found no more. */
const TOLD_ANEW: ReadonlySet<CaseEventType> = new Set(['task-asked', 'task-answered', 'task-refused', 'anonymised']);

/** No such case, or not in this institution: the two are not told apart. */
export class NoSuchCase extends Error {}

/** The form was loaded under an older version. Carries what happened since, so that the page can tell. */
export class StaleCase extends Error {
  constructor(readonly since: RecordedEvent[]) {
    super('The case changed meanwhile.');
  }
}

/** A case with what its events say and what follows from them. */
export interface LoadedCase {
  row: CaseRow;
  file: CaseFile;
  clock: CaseClock;
  /** The clock of a complaint to the Agency; null when none runs. */
  complaintClock: CaseClock | null;
  /** What the case is counted by; of a closed case what it was judged by. */
  basis: ClockBasis;
  /** What the institution counts by now. */
  present: ClockBasis;
  history: RecordedEvent[];
  institution: Institution;
}

export interface Act {
  institutionId: string;
  caseId: string;
  actor: Actor;
  /** The moment of recording. */
  now: Date;
  /** The version that the form was loaded under; undefined where nobody looked at a form. */
  expectedVersion?: number;
}

/** Looks at a case inside the transaction and returns what happens to it (nothing: an empty list). */
export type Move = (loaded: LoadedCase, tx: Tx) => Promise<CaseEvent[]> | CaseEvent[];

@Injectable()
export class CaseBook {
  constructor(
    private readonly log: EventLog,
    private readonly bases: Bases,
  ) {}

  /** Throws `NoSuchCase`. */
  async load(tx: Tx, institutionId: string, caseId: string, forChange = false): Promise<LoadedCase> {
    const row = await tx.findOne(CaseRow, { where: { id: caseId, institutionId }, ...(forChange ? rowLock(tx) : {}) });
    if (!row) throw new NoSuchCase();
    const institution = await tx.findOneByOrFail(Institution, { id: institutionId });
    const history = await this.log.ofCase(tx, caseId);
    const file = replay(history.map((one) => one.event));
    const present = await this.bases.of(tx, institution);
    const basis = isClosed(file) ? await this.bases.byId(tx, row.basisId) : present;
    return { row, file, ...clocksOf(file, basis, present), basis, present, history, institution };
  }

  /**
   * One move of a case: locks it, lets the move look, records its events and derives the row anew, in the caller's
   * transaction. Throws `NoSuchCase`, `StaleCase`, and the `NotAllowed` of the move.
   */
  async act(tx: Tx, act: Act, move: Move): Promise<LoadedCase> {
    const loaded = await this.load(tx, act.institutionId, act.caseId, true);
    const { row, institution, history, basis, present } = loaded;
    if (act.expectedVersion !== undefined && act.expectedVersion !== row.version) {
      throw new StaleCase(history.slice(act.expectedVersion));
    }
    const events = await move(loaded, tx);
    if (events.length === 0) return loaded;
    const file = events.reduce(apply, loaded.file);
    const { clock, complaintClock, row: derived } = derive(file, basis, present);
    const decided = events.find((e) => e.type === 'decided');
    const next: CaseRow = {
      ...row,
      ...derived,
      // A note or an alarm moves no deadline: the sweep, which has been here already, need not come again.
      nextRungAt: file === loaded.file ? row.nextRungAt : derived.nextRungAt,
      grounds: decided ? decided.grounds.join(' ') || null : row.grounds,
      version: row.version + events.length,
    };
    await change(tx, CaseRow, { id: row.id }, next);
    const told = events.some(({ type }) => TOLD_ANEW.has(type));
    if (told || scopeMoved(row, next)) await indexCases(tx, [row.id]);
    if (file !== loaded.file) {
      const settings = backPlanSettings(institution.settings);
      await followTasks(tx, row.id, file, clock, settings);
      await followConsultations(tx, row.id, file, clock, settings);
    }
    // A clock that stands still comes back, perhaps as it was.
    if (file !== loaded.file && (isClosed(file) || clock.state === 'running')) {
      const running = [...(isClosed(file) ? [] : [clock]), ...(complaintClock ? [complaintClock] : [])];
      await passAsked(tx, row.id, running.map(clockVersion));
    }
    await this.log.append(
      tx,
      act.institutionId,
      act.now,
      events.map((event) => ({ caseId: row.id, actor: act.actor, event })),
    );
    const added = events.map((event) => ({ seq: 0, recordedAt: act.now, actor: act.actor, event }));
    return { row: next, file, clock, complaintClock, basis, present, history: [...history, ...added], institution };
  }
}
