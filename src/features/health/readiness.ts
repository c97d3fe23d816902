import { Inject, Injectable } from '@nestjs/common';
import { Heartbeats, Inspection, Transactions } from '../../records';
import { type Clock, CLOCK } from '../../platform/clock';
import { type Config, CONFIG } from '../../platform/config';
import { redisAnswers } from './redis-answers';

const DATABASE_PATIENCE_MS = 2_000;
/** The sweep runs each minute; after this long somebody should look. */
const SWEEP_MS = 15 * 60_000;

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
}

@Injectable()
export class Readiness {
  private running: Promise<ReadinessReport> | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly inspection: Inspection,
    private readonly heartbeats: Heartbeats,
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
      const unknown = { migrations: 'unknown', sweep: { state: 'unknown', at: null } } as const;
      return { status: 'down', database: 'down', queue, ...unknown };
    }
    const { pending, sweptAt } = database;
    const age = sweptAt ? this.clock.now().getTime() - sweptAt.getTime() : null;
    const state = age === null ? 'never' : age <= SWEEP_MS ? 'ok' : 'late';
    const well = redis && state === 'ok';
    return {
      status: pending ? 'down' : well ? 'ready' : 'degraded',
      database: 'ok',
      migrations: pending ? 'pending' : 'applied',
      queue,
      sweep: { state, at: sweptAt?.toISOString() ?? null },
    };
  }

  /** Null when the database does not answer in time. */
  private async database(): Promise<{ pending: boolean; sweptAt: Date | null } | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), DATABASE_PATIENCE_MS)));
    const asked = (async () => {
      const tx = this.transactions.reader;
      const pending = (await this.inspection.pendingMigrations(tx)).length > 0;
      return { pending, sweptAt: await this.heartbeats.last(tx, 'sweep') };
    })().catch(() => null);
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }
}
