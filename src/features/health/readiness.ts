import { Inject, Injectable } from '@nestjs/common';
import { type HeartbeatName, Heartbeats, Inspection, Machinery, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { type Config, CONFIG } from '../../platform/config';
import { pulseOf } from '../../platform/pulse';
import { redisAnswers } from './redis-answers';

const DATABASE_PATIENCE_MS = 2_000;

/**
 * ready: all is well. degraded: pages work, and alarms or mails come late. down: the database does not answer or has not
 * the schema of this program, so no page works.
 */
export interface ReadinessReport {
  status: 'ready' | 'degraded' | 'down';
  database: 'ok' | 'down';
  migrations: 'applied' | 'pending' | 'unknown';
  queue: 'ok' | 'delayed';
  sweep: { state: 'ok' | 'late' | 'never' | 'unknown'; at: string | null };
  /** In seconds: since sweep and relay ran last (null: never, or unknown), and the age of the oldest unsent message. */
  lag: { sweep: number | null; relay: number | null; message: number | null };
}

interface Looked {
  pending: boolean;
  beats: Record<HeartbeatName, Date | null>;
  oldest: Date | null;
}

@Injectable()
export class Readiness {
  private running: Promise<ReadinessReport> | null = null;
  private asking: Promise<Looked | null> | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly inspection: Inspection,
    private readonly heartbeats: Heartbeats,
    private readonly machinery: Machinery,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Looks now. Whoever asks while somebody else's question runs gets the same answer. */
  report(): Promise<ReadinessReport> {
    this.running ??= this.look().finally(() => (this.running = null));
    return this.running;
  }

  private async look(): Promise<ReadinessReport> {
    const [database, redis] = await Promise.all([this.database(), redisAnswers(this.config.redis)]);
    const queue = redis ? 'ok' : 'delayed';
    if (!database) {
      const lag = { sweep: null, relay: null, message: null };
      const unknown = { migrations: 'unknown', sweep: { state: 'unknown', at: null }, lag } as const;
      return { status: 'down', database: 'down', queue, ...unknown };
    }
    const { pending, beats, oldest } = database;
    const now = this.clock.now();
    const [sweep, relay, message] = [pulseOf(beats.sweep, now), pulseOf(beats.relay, now), pulseOf(oldest, now)];
    const well = redis && sweep.state === 'ok';
    return {
      status: pending ? 'down' : well ? 'ready' : 'degraded',
      database: 'ok',
      migrations: pending ? 'pending' : 'applied',
      queue,
      sweep: { state: sweep.state, at: sweep.at?.toISOString() ?? null },
      lag: { sweep: sweep.seconds, relay: relay.seconds, message: message.seconds ?? 0 },
    };
  }

  /**
   * Null when the database does not answer in time. It is not asked again before it has answered: each question would hold
   * one more of the connections that pages need.
   */
  private async database(): Promise<Looked | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), DATABASE_PATIENCE_MS)));
    this.asking ??= this.ask()
      .catch(() => null)
      .finally(() => (this.asking = null));
    return Promise.race([this.asking, late]).finally(() => clearTimeout(timer));
  }

  private async ask(): Promise<Looked> {
    const tx = this.transactions.reader;
    const pending = (await this.inspection.pendingMigrations(tx)).length > 0;
    const beats = await this.heartbeats.all(tx);
    return { pending, beats, oldest: await this.machinery.oldestMessage(tx) };
  }
}
