import { performance } from 'node:perf_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { HEARTBEATS, Heartbeats, Machinery, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { Metrics } from '../../platform/metrics';
import { pulseOf } from '../../platform/pulse';
import { JobQueue } from '../../platform/queue';

/** Whoever asks more often gets the same figures. */
const KEPT_MS = 10_000;
/** Counting takes at most this share of the time, however many rows there are. */
const SHARE = 1 / 50;
/** A database that is away must not keep the figures of the process itself. */
const PATIENCE_MS = 5_000;

/** The figures of the machinery and of its work, counted anew when somebody asks and the last ones are old. */
@Injectable()
export class MachineryFigures {
  private readonly gauges: ReturnType<typeof gaugesIn>;
  private until = 0;
  private running: Promise<void> | null = null;
  /** A database that has not answered yet is not asked again: each question holds a connection that pages need. */
  private asking: Promise<void> | null = null;

  constructor(
    metrics: Metrics,
    private readonly machinery: Machinery,
    private readonly heartbeats: Heartbeats,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.gauges = gaugesIn(metrics);
  }

  /** Never rejects: what cannot be asked is missing, and `qasja_up` says so. */
  async refresh(): Promise<void> {
    const began = performance.now();
    if (began < this.until) return;
    this.running ??= this.count().finally(() => {
      const ended = performance.now();
      this.until = ended + Math.max(KEPT_MS, (ended - began) / SHARE);
      this.running = null;
    });
    await this.running;
  }

  private async count(): Promise<void> {
    const { gauges } = this;
    for (const gauge of Object.values(gauges)) gauge.reset();
    this.asking ??= this.database().finally(() => (this.asking = null));
    const [database, redis] = await Promise.all([inTime(this.asking), inTime(this.jobs())]);
    gauges.up.set({ part: 'database' }, database ? 1 : 0);
    gauges.up.set({ part: 'redis' }, redis ? 1 : 0);
  }

  private async database(): Promise<void> {
    const { gauges, machinery } = this;
    const tx = this.transactions.reader;
    const [now, today] = [this.clock.now(), this.clock.today()];
    const secondsSince = (at: Date): number => Math.max(0, (now.getTime() - at.getTime()) / 1_000);
    const beats = await this.heartbeats.all(tx);
    const messages = await machinery.messages(tx);
    const alarms = await machinery.alarms(tx);
    const cases = await machinery.cases(tx, today, now);
    for (const part of HEARTBEATS) {
      const { seconds } = pulseOf(beats[part], now);
      if (seconds !== null) gauges.heartbeat.set({ part }, seconds);
    }
    for (const state of ['pending', 'sending', 'sent', 'failed', 'discarded']) gauges.messages.set({ state }, 0);
    for (const state of ['planned', 'told', 'set-aside']) gauges.alarms.set({ state }, 0);
    for (const { state, count } of messages) gauges.messages.set({ state }, count);
    for (const { state, count } of alarms) gauges.alarms.set({ state }, count);
    gauges.messageAge.set(Math.max(0, ...messages.map(({ oldest }) => (oldest ? secondsSince(oldest) : 0))));
    gauges.alarmAge.set(Math.max(0, ...alarms.map(({ oldest }) => (oldest ? secondsSince(oldest) : 0))));
    for (const { code, open, overdue } of cases) {
      gauges.cases.set({ institution: code, state: 'open' }, open);
      gauges.cases.set({ institution: code, state: 'overdue' }, overdue);
    }
  }

  private async jobs(): Promise<void> {
    for (const [state, count] of Object.entries(await this.queue.counts())) this.gauges.jobs.set({ state }, count);
  }
}

/** Whether it was done in time, and without an error. */
async function inTime(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), PATIENCE_MS)));
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

function gaugesIn({ registry }: Metrics) {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
    new Gauge({ name: `qasja_${name}`, help, labelNames, registers: [registry] });
  return {
    up: gauge('up', 'Whether the database and Redis answered just now (1) or not (0)', 'part'),
    heartbeat: gauge('heartbeat_age_seconds', 'Time since the sweep and the relay ran last', 'part'),
    messages: gauge('outbox_messages', 'Messages of the outbox', 'state'),
    messageAge: gauge('outbox_oldest_pending_seconds', 'Age of the oldest message that is not sent yet; 0: none waits'),
    alarms: gauge('alarms', 'Alarms that were planned, and what became of them', 'state'),
    alarmAge: gauge('alarms_oldest_planned_seconds', 'Age of the oldest alarm that is not told yet; 0: none waits'),
    jobs: gauge('jobs', 'Jobs in the queue', 'state'),
    cases: gauge('cases', 'Cases that are open, and those of them that are overdue', 'institution', 'state'),
  };
}
