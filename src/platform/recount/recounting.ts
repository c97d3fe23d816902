import { Injectable } from '@nestjs/common';
import type { Recounted } from '../../core/casefile';
import {
  type ClockBasisRow,
  DueDays,
  type Institution,
  type MovedCase,
  type NewMessage,
  Outbox,
  People,
  type Replacing,
  TrackingStore,
  Transactions,
  type Tx,
} from '../../records';
import { applicantNotice, type NoticedChange, officialNotices } from './notices';

/** With so many open cases a change is done while the page waits: some two seconds. */
const SHORT = 5_000;

/** Messages written at once. */
const AT_ONCE = 500;

/** What became of a change: how many open cases moved, and the messages to hand to the relay after the commit. */
export interface Recount {
  institution: Institution;
  moved: number;
  messageIds: string[];
}

/** Counts the open cases of an institution by another basis, and tells each person whom it concerns, once. */
@Injectable()
export class Recounting {
  constructor(
    private readonly dueDays: DueDays,
    private readonly people: People,
    private readonly tracking: TrackingStore,
    private readonly outbox: Outbox,
    private readonly transactions: Transactions,
  ) {}

  /** Whether the institution has so many open cases that a worker counts them anew, and no page waits for it. */
  isLong(institutionId: string): Promise<boolean> {
    return this.dueDays.moreOpenThan(this.transactions.reader, institutionId, SHORT);
  }

  /** In the caller's transaction, with the institution held; see `DueDays.replaceBasis`. */
  async replace(
    tx: Tx,
    institution: Institution,
    row: ClockBasisRow,
    by: Replacing,
    change: NoticedChange,
  ): Promise<Recount> {
    const replaced = await this.dueDays.replaceBasis(tx, institution, row, by);
    const messageIds = await this.tell(tx, institution.id, replaced.moved, by, change);
    return { institution: replaced.institution, moved: replaced.moved.length, messageIds };
  }

  private async tell(
    tx: Tx,
    institutionId: string,
    moved: readonly MovedCase[],
    { why, now }: { why: Recounted['why']; now: Date },
    change: NoticedChange,
  ): Promise<string[]> {
    if (moved.length === 0) return [];
    const officials = await this.people.officials(tx, institutionId);
    const messageIds = await this.outbox.add(tx, now, officialNotices(institutionId, moved, officials, why, change));
    for (let i = 0; i < moved.length; i += AT_ONCE) {
      const page = moved.slice(i, i + AT_ONCE);
      const emails = await this.tracking.emailsOf(
        tx,
        page.map(({ row }) => row.id),
      );
      const messages: NewMessage[] = page.flatMap((one) => {
        const email = emails.get(one.row.id);
        return email ? applicantNotice(institutionId, one, email, why, change) : [];
      });
      messageIds.push(...(await this.outbox.add(tx, now, messages)));
    }
    return messageIds;
  }
}
