import { Inject, Injectable } from '@nestjs/common';
import { localDateOf } from '../../../core/law';
import { CLOCK, type Clock } from '../../../platform/clock';
import { EventLog, type Mailbox, Mailboxes, Notices, People, Transactions } from '../../../records';
import type { Trouble } from './trouble';

/** A mail server that is restarted is back by then; after that citizens' mail waits unseen, and somebody must know. */
const TOLD_AFTER_MS = 15 * 60_000;
const NOTED_EVERY_MS = 60_000;

/** Notes whether a mailbox can be read, and tells the administrators when it cannot for a quarter of an hour. */
@Injectable()
export class MailboxHealth {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailboxes: Mailboxes,
    private readonly people: People,
    private readonly notices: Notices,
    private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** It was looked into. Written once a minute at most. */
  async well({ institutionId }: Mailbox): Promise<void> {
    const now = this.clock.now();
    const known = await this.mailboxes.of(this.transactions.reader, institutionId);
    if (!known) return;
    const recent = known.checkedAt && now.getTime() - known.checkedAt.getTime() < NOTED_EVERY_MS;
    if (recent && known.trouble === null) return;
    await this.transactions.run(async (tx) => {
      const healed = { checkedAt: now, trouble: null, troubleSince: null, troubleTold: false };
      await this.mailboxes.change(tx, institutionId, healed);
      if (!known.troubleTold) return;
      await this.record(tx, institutionId, { type: 'mailbox.recovered' }, now);
    });
  }

  async ill({ institutionId, version }: Mailbox, trouble: Trouble): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run(async (tx) => {
      const known = await this.mailboxes.of(tx, institutionId);
      if (!known || known.version !== version) return;
      const since = known.troubleSince ?? now;
      const tell = !known.troubleTold && now.getTime() - since.getTime() >= TOLD_AFTER_MS;
      await this.mailboxes.change(tx, institutionId, {
        trouble,
        troubleSince: since,
        troubleTold: known.troubleTold || tell,
      });
      if (!tell) return;
      const administrators = await this.people.withRoles(tx, institutionId, ['administrator']);
      const facts = { trouble, since: since.toISOString() };
      await this.notices.add(
        tx,
        now,
        administrators.map(({ id }) => ({
          institutionId,
          officialId: id,
          caseId: null,
          alarmId: null,
          kind: 'mailbox-trouble',
          facts,
          mailed: false,
        })),
      );
      await this.record(tx, institutionId, { type: 'mailbox.failed', trouble }, now);
    });
  }

  private record(
    tx: Parameters<EventLog['append']>[0],
    institutionId: string,
    facts: { type: string; trouble?: Trouble },
    now: Date,
  ): Promise<void> {
    const event = { occurredOn: localDateOf(now), ...facts };
    return this.log.append(tx, institutionId, now, [{ caseId: null, actor: { kind: 'system' }, event }]);
  }
}
