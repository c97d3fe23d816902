import { Inject, Injectable } from '@nestjs/common';
import {
  EventLog,
  FailingAlarms,
  type HouseEvent,
  Outbox,
  type OutboxRow,
  type SetAsideAlarm,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { alarmsSingly, JobQueue } from '../../platform/queue';
import { Relay } from '../../platform/relay';
import type { SignedIn } from '../../platform/web/request';
import type { JobKind } from './job-kinds';

/** What an administrator does with what failed. Each decision is entered into the event log with it. */
@Injectable()
export class JobKeeping {
  constructor(
    private readonly outbox: Outbox,
    private readonly failing: FailingAlarms,
    private readonly log: EventLog,
    private readonly queue: JobQueue,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A message of the institution, whatever became of it. */
  message(by: SignedIn, id: string): Promise<OutboxRow | null> {
    return this.outbox.byId(this.transactions.reader, by.institutionId, id);
  }

  /** An alarm of the institution, null when it is not set aside any more. */
  alarm(by: SignedIn, id: string): Promise<SetAsideAlarm | null> {
    return this.failing.byId(this.transactions.reader, by.institutionId, id);
  }

  /** Tries one again, or all of a kind. Returns how many it was: 0 when somebody else has decided on it. */
  async retry(by: SignedIn, kind: JobKind, one: { id: string; caseId: string | null } | null): Promise<number> {
    const now = this.clock.now();
    const { alarms, count } = await this.transactions.run(async (tx) => {
      const done = await this.again(tx, by.institutionId, kind, one?.id, now);
      const what = one ? { id: one.id, caseId: one.caseId } : { count: done.count };
      if (done.count > 0) await this.record(tx, by, now, 'job.retried', { job: kind, ...what });
      return done;
    });
    // Without Redis they wait in the database, and sweep and relay find them there.
    this.queue.add(alarmsSingly(alarms), 'alarms').catch(() => undefined);
    if (kind === 'messages' && one && count > 0) {
      const channel = (await this.message(by, one.id))?.channel;
      if (channel) this.relay.nudge([one.id], 'now', channel);
    }
    return count;
  }

  /** Gives one up for good. False when somebody else has decided on it. */
  discard(
    by: SignedIn,
    kind: JobKind,
    { id, caseId }: { id: string; caseId: string | null },
    reason: string,
  ): Promise<boolean> {
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      const gone =
        kind === 'messages'
          ? await this.outbox.discard(tx, by.institutionId, id)
          : await this.failing.discard(tx, by.institutionId, id, now);
      if (gone) await this.record(tx, by, now, 'job.discarded', { job: kind, id, caseId, reason });
      return gone;
    });
  }

  private async again(
    tx: Tx,
    institutionId: string,
    kind: JobKind,
    id: string | undefined,
    now: Date,
  ): Promise<{ alarms: string[]; count: number }> {
    if (kind === 'alarms') {
      const { planned, count } = await this.failing.again(tx, institutionId, now, id);
      return { alarms: planned, count };
    }
    if (id === undefined) return { alarms: [], count: await this.outbox.againAll(tx, institutionId, now) };
    return { alarms: [], count: (await this.outbox.again(tx, institutionId, id, now)) ? 1 : 0 };
  }

  private record(
    tx: Tx,
    { id, institutionId }: SignedIn,
    now: Date,
    type: string,
    fields: Record<string, unknown>,
  ): Promise<void> {
    const event: HouseEvent = { type, occurredOn: this.clock.today(), ...fields };
    return this.log.append(tx, institutionId, now, [{ caseId: null, actor: { kind: 'official', id }, event }]);
  }
}
