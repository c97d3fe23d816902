import { Inject, Injectable } from '@nestjs/common';
import type { CaseEventType } from '../../core/casefile';
import { localDateOf } from '../../core/law';
import { CaseBook, type CaseRow, type RecordedEvent, Transactions } from '../../records';
import { type Clock, CLOCK } from '../clock';
import type { PageRequest, SignedIn } from '../web/request';

const LONGEST_SITTING_MS = 60 * 60_000;

/** Since when this official sits at this browser without a break: their sign-in, and never longer than an hour. */
export function sittingSince(req: PageRequest, now: Date): Date {
  const { startedAt } = (req.session as { startedAt?: number } | undefined) ?? {};
  return new Date(Math.max(startedAt ?? 0, now.getTime() - LONGEST_SITTING_MS));
}

/** Whether somebody looked in this sitting already, as the history of a case tells. */
export const looked = (
  history: readonly RecordedEvent[],
  type: CaseEventType,
  officialId: string,
  since: Date,
): boolean =>
  history.some(
    ({ event, actor, recordedAt }) =>
      event.type === type && actor.kind === 'official' && actor.id === officialId && recordedAt >= since,
  );

/** Looking that is written down: who looks at a case may themselves be looked at. */
@Injectable()
export class Looks {
  constructor(
    private readonly book: CaseBook,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every case that an auditor opens is an event of that case, once in a sitting. */
  async opened(req: PageRequest, { id, institutionId }: Pick<CaseRow, 'id' | 'institutionId'>): Promise<void> {
    const official = req.official as SignedIn;
    if (official.role !== 'auditor') return;
    const now = this.clock.now();
    const since = sittingSince(req, now);
    const actor = { kind: 'official', id: official.id } as const;
    await this.transactions.run((tx) =>
      this.book.act(tx, { institutionId, caseId: id, actor, now }, ({ history }) =>
        looked(history, 'inspected', official.id, since) ? [] : [{ type: 'inspected', occurredOn: localDateOf(now) }],
      ),
    );
  }
}
