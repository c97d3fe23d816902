import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { nextLookAt, planAlarms, type PlannedAlarm } from '../../core/alarms';
import { localDateOf } from '../../core/law';
import {
  type AlarmCase,
  AlarmCases,
  Alarms,
  Attempts,
  FailingAlarms,
  groupBy,
  Heartbeats,
  noStaff,
  Sessions,
  Transactions,
  type Tx,
  type UnreadableCase,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { Housekeeping } from '../../platform/housekeeping';
import { alarmsSingly, alarmsTogether, type Job, JobQueue, Rush } from '../../platform/queue';
import { DigestService } from './digest.service';

/** Cases planned in one transaction: short enough that a page which waits for the database does not notice. */
const AT_ONCE = 250;
/** On SQLite whoever waits asks again every few milliseconds; without a pause it would never find the door open. */
const LET_OTHERS_IN_MS = 10;
/** An alarm that is still planned after this long has lost its job. A process that starts cannot know: it asks for all. */
const LOST_AFTER_MS = 120_000;
const LOST_AT_ONCE = 5_000;

/** What one sweep did. */
export interface Swept {
  /** Cases at which it looked. */
  cases: number;
  /** Alarms that it planned, to be told by a job each. */
  alarms: number;
}

/** Finds the rungs that have fallen due, however late, and plans each once. It costs what is due, not what is open. */
@Injectable()
export class SweepService {
  private readonly log = new Logger('sweep');
  private first = true;

  constructor(
    private readonly alarms: Alarms,
    private readonly cases: AlarmCases,
    private readonly failing: FailingAlarms,
    private readonly attempts: Attempts,
    private readonly sessions: Sessions,
    private readonly heartbeats: Heartbeats,
    private readonly digests: DigestService,
    private readonly housekeeping: Housekeeping,
    private readonly queue: JobQueue,
    private readonly rush: Rush,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One whole sweep. Several at once, in one process or in many, share the work and do nothing twice. */
  async run(now = this.clock.now(), signal?: AbortSignal): Promise<Swept> {
    const swept = await this.rush.during(() => this.planDue(now, signal));
    await this.findLost(now);
    await this.digests.run(now, signal);
    await this.transactions.run(async (tx) => {
      await this.attempts.sweep(tx, now);
      await this.sessions.sweep(tx, now);
      await this.heartbeats.beat(tx, 'sweep', now);
    });
    await this.housekeeping.runAll();
    return swept;
  }

  /** Plans batch by batch, until nothing is due any more. */
  private async planDue(now: Date, signal?: AbortSignal): Promise<Swept> {
    const swept = { cases: 0, alarms: 0 };
    while (!signal?.aborted) {
      const batch = await this.transactions.run((tx) => this.planBatch(tx, now));
      for (const { id } of batch.unreadable)
        this.log.error(`Case ${id} makes no case: it is set aside, without alarms`);
      if (batch.cases === 0 && batch.unreadable.length === 0) break;
      swept.cases += batch.cases;
      swept.alarms += batch.alarmIds.length;
      await this.queueAll(alarmsTogether(batch.alarmIds));
      // After a whole batch there are more: what comes after a small one is one short question.
      if (batch.cases === AT_ONCE) await pause(LET_OTHERS_IN_MS);
    }
    return swept;
  }

  /** Queues again what was planned and never told, or failed; what waits in the queue already is not doubled. */
  private async findLost(now: Date): Promise<void> {
    const before = this.first ? now : new Date(now.getTime() - LOST_AFTER_MS);
    this.first = false;
    const lost = await this.alarms.untold(this.transactions.reader, before, now, LOST_AT_ONCE);
    // Singly, because one that waits in the queue already under its own name is not doubled.
    await this.queueAll(alarmsSingly(lost));
  }

  /** A case of which nothing can be planned is set aside, and keeps no other from its alarms. */
  private async planBatch(
    tx: Tx,
    now: Date,
  ): Promise<{ cases: number; unreadable: UnreadableCase[]; alarmIds: string[] }> {
    const { cases, unreadable } = await this.cases.due(tx, now, AT_ONCE);
    if (cases.length === 0 && unreadable.length === 0) return { cases: 0, unreadable, alarmIds: [] };
    const today = localDateOf(now);
    const institutionIds = cases.map((one) => one.institutionId);
    const staff = await this.cases.staffOf(tx, institutionIds, today);
    const plans: { of: AlarmCase; alarms: PlannedAlarm[]; next: number | null }[] = [];
    for (const of of cases) {
      try {
        const people = staff.get(of.institutionId) ?? noStaff(today);
        const alarms = planAlarms(of.file, of, people, of.known, now, of.takenIn);
        plans.push({ of, alarms, next: nextLookAt(of.file, of, of.known, now)?.getTime() ?? null });
      } catch (error) {
        unreadable.push({ id: of.id, institutionId: of.institutionId, problem: String(error) });
      }
    }
    const alarmIds = await this.alarms.plan(tx, now, plans);
    for (const [at, same] of groupBy(plans, (one) => one.next)) {
      const ids = same.map(({ of }) => of.id);
      await this.alarms.lookAgain(tx, at === null ? null : new Date(at), ids);
    }
    await this.failing.readable(
      tx,
      now,
      plans.map(({ of }) => of),
    );
    await this.failing.setCasesAside(tx, now, unreadable);
    return { cases: plans.length, unreadable, alarmIds };
  }

  /** After the commit. Without Redis they stay planned, and a later sweep queues them again. */
  private async queueAll(jobs: readonly Job[]): Promise<void> {
    await this.queue.add(jobs, 'alarms').catch(() => undefined);
  }
}
