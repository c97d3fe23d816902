import { Injectable } from '@nestjs/common';
import { hasMovedOn } from '../../core/alarms';
import type { AckState, OutboxRow } from '../../records';
import { Together } from '../together';
import { Notices, openTaskIds, TrackingStore, Transactions } from '../../records';

/** What was written just now was true when it was written. */
const FRESH_MS = 5_000;
/** Looked at in one question each: after a day without a mail server thousands go out, some dozens at a time. */
const TOGETHER = 50;

/**
 * Looks again at an alarm that waited for the mail server, an hour or a day: of a case that was decided, asked about, given
 * to somebody else or given another deadline meanwhile nobody is to be alarmed. The bell has told it when it was so.
 */
@Injectable()
export class LastLook {
  private readonly looks: Together<OutboxRow, boolean>;

  constructor(
    private readonly tracking: TrackingStore,
    private readonly notices: Notices,
    private readonly transactions: Transactions,
  ) {
    this.looks = new Together((rows) => this.look(rows), TOGETHER);
  }

  /** Whether the message says what is not so any more. Of what is no alarm, never. */
  async isOver(row: OutboxRow, now: Date): Promise<boolean> {
    const { caseId, facts, createdAt } = row;
    const isAlarm = typeof facts.rung === 'string' || facts.letterKind === 'silence';
    if (caseId === null || !isAlarm || now.getTime() - createdAt.getTime() < FRESH_MS) return false;
    return this.looks.do(row);
  }

  private async look(rows: readonly OutboxRow[]): Promise<boolean[]> {
    const { reader } = this.transactions;
    const caseOf = ({ caseId }: OutboxRow): string => caseId ?? '';
    const idsOf = (some: readonly OutboxRow[]): string[] => [...new Set(some.map(caseOf))];
    const cases = new Map((await this.tracking.lookedAt(reader, idsOf(rows))).map((one) => [one.id, one]));
    const asking = rows.filter(({ facts }) => facts.asks === true);
    const told = asking.length === 0 ? [] : await this.notices.toldAt(reader, idsOf(asking));
    const ofTasks = rows.filter(({ facts }) => typeof facts.taskId === 'string');
    const openTasks = ofTasks.length === 0 ? [] : await openTaskIds(reader, idsOf(ofTasks));
    return rows.map((row) => {
      const found = cases.get(caseOf(row));
      if (!found) return false;
      const same = told.filter(
        (one) => one.caseId === row.caseId && one.kind === row.kind && one.at.getTime() === row.createdAt.getTime(),
      );
      // Somebody has said "I have it" meanwhile: nobody else need be called.
      const isTaken = row.facts.asks === true && isTakenOn(same.map(({ ackState }) => ackState));
      return isTaken || hasMovedOn(row.facts, { ...found, openTasks });
    });
  }
}

const isTakenOn = (states: readonly (AckState | null)[]): boolean =>
  states.includes('acknowledged') && !states.includes('wanted');
