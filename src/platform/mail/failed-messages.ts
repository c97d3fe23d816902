import { Inject, Injectable } from '@nestjs/common';
import { recipientsOf } from '../../core/alarms';
import { isToOfficial } from '../../core/webhooks';
import {
  AlarmCases,
  CaseBook,
  EventLog,
  type MessageFailure,
  noticeOf,
  Notices,
  type OutboxRow,
  People,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../clock';

/** The bell says so of a mail to an official that did not arrive; its words name the address. */
const LOST = 'official-mail-failed';

/** Tells whom it concerns that a message did not arrive: in the log, in its case, on the bell. */
@Injectable()
export class FailedMessages {
  constructor(
    private readonly book: CaseBook,
    private readonly events: EventLog,
    private readonly cases: AlarmCases,
    private readonly notices: Notices,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction. Of a message about a case the official who has it finds it on the bell and in its history:
   * the person must be reached in another way. Of a mail to an official, a digest among them, the administrators do: an
   * address of the house is wrong, and whoever it belongs to may hear of nothing.
   */
  async record(tx: Tx, message: OutboxRow, reason: MessageFailure): Promise<void> {
    const { id: messageId, institutionId, caseId } = message;
    if (isToOfficial(message.kind)) await this.tellAdministrators(tx, message);
    const [now, occurredOn] = [this.clock.now(), this.clock.today()];
    const actor = { kind: 'system' } as const;
    if (caseId === null) {
      const event = { type: 'message.failed', occurredOn, messageId, reason };
      return this.events.append(tx, institutionId, now, [{ caseId, actor, event }]);
    }
    await this.book.act(tx, { institutionId, caseId, actor, now }, async ({ row, file }) => {
      const staff = (await this.cases.staffOf(tx, [institutionId], occurredOn)).get(institutionId);
      const facts = { messageId, reason, reference: row.reference, subject: row.subject, caseKind: row.kind };
      const about = { institutionId, caseId, kind: 'message-failed', facts };
      const told = staff ? recipientsOf({ to: ['assignee'] }, file, staff) : [];
      await this.notices.add(
        tx,
        now,
        told.map((id) => noticeOf(about, { id }, false)),
      );
      return [{ type: 'message-failed', occurredOn, messageId, reason }];
    });
  }

  /** Once for each address until it was read: a mailbox that is full for a week fills no bell. */
  private async tellAdministrators(tx: Tx, { institutionId, recipient, kind: mail }: OutboxRow): Promise<void> {
    const administrators = await this.people.withRoles(tx, institutionId, ['administrator']);
    const waiting = await this.notices.unreadOfKind(
      tx,
      administrators.map(({ id }) => id),
      LOST,
    );
    const fresh = administrators.filter(
      ({ id }) => !waiting.some((one) => one.officialId === id && one.facts.recipient === recipient),
    );
    const about = { institutionId, caseId: null, kind: LOST, facts: { recipient, mail } };
    await this.notices.add(
      tx,
      this.clock.now(),
      fresh.map(({ id }) => noticeOf(about, { id }, false)),
    );
  }
}
