import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Clock } from './platform/clock';
import type { Config } from './platform/config';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** The worker as a child of the web process: started again when it dies, stopped with it. */
export class WorkerProcess {
  private child: ChildProcess | null = null;
  private stopping = false;
  private pause = FIRST_PAUSE_MS;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  start(): void {
    const env = {
      ...process.env,
      // Fewer pools that keep what was freed: its threads write to the database one after the other anyway.
      MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
      QASJA_ROLE: 'worker',
      REDIS_URL: this.config.redisUrl,
      SESSION_SECRET: this.config.sessionSecret,
      PUBLIC_URL: this.config.publicUrl,
      // A moved clock has run on since: the worker goes on from here.
      ...(this.config.clockStart ? { QASJA_CLOCK: this.clock.now().toISOString() } : {}),
    };
    // Detached, so that Ctrl-C in the terminal reaches it through `stop` and it can finish the job in hand.
    const child = fork(path.join(__dirname, 'main.js'), {
      env,
      detached: true,
      // Waits less long before it collects: thousands of alarms and mails would else double what it holds.
      execArgv: ['--max-semi-space-size=4', '--heap-growing-percent=25'],
    });
    this.child = child;
    child.on('message', () => (this.pause = FIRST_PAUSE_MS));
    child.on('exit', () => {
      this.child = null;
      if (this.stopping) return;
      console.error(`The worker ended; it is started again in ${this.pause} ms.`);
      setTimeout(() => !this.stopping && this.start(), this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
    });
  }

  /** Asks the worker to end and waits until it has. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await gone;
  }
}
