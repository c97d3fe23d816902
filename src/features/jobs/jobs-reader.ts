import { Inject, Injectable } from '@nestjs/common';
import {
  type AlarmRow,
  EventLog,
  FailingAlarms,
  type HeartbeatName,
  Heartbeats,
  Machinery,
  type Outage,
  Outages,
  Outbox,
  type OutboxRow,
  type RecordedHouseEvent,
  type SetAsideAlarm,
  Transactions,
  type Waiting,
  WaitingWork,
} from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { MailComposer } from '../../platform/mail';
import { type Pulse, pulseOf } from '../../platform/pulse';
import { JobQueue } from '../../platform/queue';
import type { Place } from './job-kinds';

/** Rows on one page of what failed. */
const PAGE_SIZE = 25;
/** Of what waits the oldest are shown: the outbox has them all. */
const WAITING_SHOWN = 10;
const OUTAGES_SHOWN = 5;
const DECISIONS_SHOWN = 10;
/** The page does not wait longer for a Redis that is away. */
const REDIS_PATIENCE_MS = 1_500;

/** A message with its subject; null when no template fits it. */
export type SubjectedMessage = OutboxRow & { subject: string | null };

export interface Found<Row> {
  rows: Row[];
  /** The last one, when there are more after it. */
  next: Place | null;
}

/** The machinery as it is now, and what of an institution waits or failed. */
export interface JobsFound {
  now: Date;
  /** Null when Redis does not answer. */
  queue: { waiting: number; active: number; delayed: number } | null;
  pulses: Record<HeartbeatName, Pulse>;
  outages: Outage[];
  waiting: {
    messages: Waiting & { first: SubjectedMessage[] };
    alarms: Waiting & { first: AlarmRow[] };
  };
  failed: Found<SubjectedMessage>;
  setAside: Found<SetAsideAlarm>;
  decisions: RecordedHouseEvent[];
  references: Map<string, string>;
}

@Injectable()
export class JobsReader {
  constructor(
    private readonly heartbeats: Heartbeats,
    private readonly machinery: Machinery,
    private readonly outages: Outages,
    private readonly outbox: Outbox,
    private readonly failing: FailingAlarms,
    private readonly work: WaitingWork,
    private readonly log: EventLog,
    private readonly composer: MailComposer,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(institutionId: string, before: Record<'messages' | 'alarms', Place | null>): Promise<JobsFound> {
    const { reader } = this.transactions;
    const now = this.clock.now();
    const queue = await this.counts();
    const beats = await this.heartbeats.all(reader);
    const waiting = await this.machinery.waiting(reader, institutionId);
    const messages = await this.work.messages(reader, institutionId, WAITING_SHOWN);
    const alarms = await this.work.alarms(reader, institutionId, WAITING_SHOWN);
    const failed = await this.outbox.page(reader, institutionId, ['failed'], PAGE_SIZE + 1, before.messages);
    const shown = pageOf(failed);
    const caseIds = [...messages, ...alarms, ...shown.rows].map((one) => one.caseId);
    return {
      now,
      queue,
      pulses: { sweep: pulseOf(beats.sweep, now), relay: pulseOf(beats.relay, now) },
      outages: await this.outages.recent(reader, OUTAGES_SHOWN),
      waiting: {
        messages: { ...waiting.messages, first: await this.withSubjects(messages) },
        alarms: { ...waiting.alarms, first: alarms },
      },
      failed: { ...shown, rows: await this.withSubjects(shown.rows) },
      setAside: pageOf(await this.failing.page(reader, institutionId, PAGE_SIZE + 1, before.alarms)),
      decisions: await this.decisions(institutionId),
      references: await this.work.references(reader, caseIds),
    };
  }

  /** What of a mail is its subject. */
  async withSubject(row: OutboxRow): Promise<SubjectedMessage> {
    const mail = row.channel === 'mail' ? await this.composer.compose(row).catch(() => null) : null;
    return { ...row, subject: mail?.subject ?? null };
  }

  private async withSubjects(rows: readonly OutboxRow[]): Promise<SubjectedMessage[]> {
    const found: SubjectedMessage[] = [];
    for (const row of rows) found.push(await this.withSubject(row));
    return found;
  }

  /** The last decisions of administrators, the newest first. */
  private async decisions(institutionId: string): Promise<RecordedHouseEvent[]> {
    const { reader } = this.transactions;
    const retried = await this.log.ofHouse(reader, institutionId, 'job.retried');
    const discarded = await this.log.ofHouse(reader, institutionId, 'job.discarded');
    const newestFirst = [...retried, ...discarded].sort((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime());
    return newestFirst.slice(0, DECISIONS_SHOWN);
  }

  private async counts(): Promise<JobsFound['queue']> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), REDIS_PATIENCE_MS)));
    const asked = this.queue.counts().catch(() => null);
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }
}

function pageOf<Row extends Place>(found: readonly Row[]): Found<Row> {
  const rows = found.slice(0, PAGE_SIZE);
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1) ?? null) : null };
}
