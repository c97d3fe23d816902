import { Injectable } from '@nestjs/common';
import { hasMovedOn } from '../../core/alarms';
import type { OutboxRow } from '../../records';
import { Notices, openTaskIds, TrackingStore, Transactions } from '../../records';

/** What was written just now was true when it was written. */
const FRESH_MS = 5_000;

/**
 * Looks again at an alarm that waited for the mail server, an hour or a day: of a case that was decided, asked about, given
 * to somebody else or given another deadline meanwhile nobody is to be alarmed. The bell has told it when it was so.
 */
@Injectable()
export class LastLook {
  constructor(
    private readonly tracking: TrackingStore,
    private readonly notices: Notices,
    private readonly transactions: Transactions,
  ) {}

  /** Whether the message says what is not so any more. Of what is no alarm, never. */
  async isOver({ caseId, kind, facts, createdAt }: OutboxRow, now: Date): Promise<boolean> {
    const isAlarm = typeof facts.rung === 'string' || facts.letterKind === 'silence';
    if (caseId === null || !isAlarm || now.getTime() - createdAt.getTime() < FRESH_MS) return false;
    const [row] = await this.tracking.byIds(this.transactions.reader, [caseId]);
    if (row === undefined) return false;
    // Somebody has said "I have it" meanwhile: nobody else need be called.
    if (facts.asks === true && (await this.notices.takenOn(this.transactions.reader, caseId, kind, createdAt)))
      return true;
    const openTasks = typeof facts.taskId === 'string' ? await openTaskIds(this.transactions.reader, [caseId]) : [];
    return hasMovedOn(facts, { ...row, openTasks });
  }
}
