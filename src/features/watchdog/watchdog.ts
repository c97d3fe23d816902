import { Inject, Injectable, Logger } from '@nestjs/common';
import { localDateOf } from '../../core/law';
import {
  EventLog,
  HEARTBEATS,
  type HeartbeatName,
  Heartbeats,
  isDuplicate,
  type Outage,
  type OutageNoticeKind,
  Outages,
  People,
  Transactions,
  type Tx,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { sleeps } from '../../platform/pulse';
import { OutageMailer } from './outage-mailer';

/** A house that has just been opened lets its worker start, and catch up with what was missed, before it is judged. */
const GRACE_MS = 5 * 60_000;

/**
 * Looks whether the sweep and the relay run, from the web process and without the queue: a queue cannot tell of itself
 * that it stands still. What it finds is entered into the event log of every institution and told to its administrators,
 * each once, however many web processes look.
 */
@Injectable()
export class Watchdog {
  private readonly log = new Logger('watchdog');
  private readonly openedAt: Date;

  constructor(
    private readonly heartbeats: Heartbeats,
    private readonly outages: Outages,
    private readonly people: People,
    private readonly events: EventLog,
    private readonly mailer: OutageMailer,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.openedAt = clock.now();
  }

  /** One look at both. Rejects when the database does not answer: the next look comes soon. */
  async look(now = this.clock.now()): Promise<void> {
    if (now.getTime() - this.openedAt.getTime() >= GRACE_MS) {
      const beats = await this.heartbeats.all(this.transactions.reader);
      for (const name of HEARTBEATS) {
        if (sleeps(beats[name], this.openedAt, now)) await this.slept(name, beats[name] ?? this.openedAt, now);
      }
    }
    for (const outage of await this.outages.over(this.transactions.reader)) await this.woke(outage, now);
    await this.mailer.sendDue(now);
  }

  private async slept(name: HeartbeatName, since: Date, now: Date): Promise<void> {
    if (await this.outages.known(this.transactions.reader, name, since)) return;
    try {
      await this.transactions.run(async (tx) => {
        const outage = await this.outages.open(tx, name, since, now);
        await this.announce(tx, outage, 'slept', now);
      });
      this.log.error(`The ${name} has not run since ${since.toISOString()}`);
    } catch (error) {
      // Another web process was quicker, and tells it.
      if (!isDuplicate(error)) throw error;
    }
  }

  /** What nobody noticed, because the whole house was closed, is told with its end. */
  private async woke(outage: Outage, now: Date): Promise<void> {
    const taken = await this.transactions.run(async (tx) => {
      if (!(await this.outages.takeEnd(tx, outage.id))) return false;
      await this.announce(tx, outage, 'woke', now);
      return true;
    });
    if (taken) this.log.warn(`The ${outage.name} runs again, since ${outage.endedAt?.toISOString()}`);
  }

  /** In the log under the day on which it happened, recorded now; to every administrator who is active now. */
  private async announce(tx: Tx, outage: Outage, kind: OutageNoticeKind, now: Date): Promise<void> {
    const institutions = await this.people.activeInstitutions(tx);
    const told: string[] = [];
    for (const { id } of institutions)
      told.push(...(await this.people.withRoles(tx, id, ['administrator'])).map((one) => one.id));
    await this.outages.notify(tx, outage.id, kind, told, now);
    const events = eventsOf(outage, kind);
    // In the order of their ids, so that nobody waits for one who waits for us.
    for (const id of institutions.map((one) => one.id).sort())
      await this.events.append(
        tx,
        id,
        now,
        events.map((event) => ({ caseId: null, actor: { kind: 'system' }, event })),
      );
  }
}

function eventsOf({ name, sleptFrom, noticedAt, endedAt }: Outage, kind: OutageNoticeKind) {
  const from = sleptFrom.toISOString();
  const slept = { type: `${name}.slept`, occurredOn: localDateOf(sleptFrom), from };
  if (kind === 'slept' || !endedAt) return [slept];
  const woke = { type: `${name}.woke`, occurredOn: localDateOf(endedAt), from, to: endedAt.toISOString() };
  return noticedAt ? [woke] : [slept, woke];
}
