import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config';
import { Watchdog } from './watchdog';

/** Lets the watchdog look every QASJA_WATCHDOG_SECONDS, for as long as the web process lives. */
@Injectable()
export class WatchdogRound implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('watchdog');
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly watchdog: Watchdog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    const { watchdogSeconds } = this.config;
    if (watchdogSeconds > 0) this.timer = setInterval(() => this.look(), watchdogSeconds * 1_000).unref();
  }

  /** A look that has begun is ended first: it may be handing over a mail. */
  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }

  private look(): void {
    this.looking ??= this.watchdog
      .look()
      .catch((error: unknown) => this.log.error(error instanceof Error ? error.stack : String(error)))
      .finally(() => (this.looking = null));
  }
}
