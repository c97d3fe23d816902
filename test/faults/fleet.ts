import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = path.join(__dirname, '../..');

/** Whoever is asked to end finishes what is in hand, but for no longer than about so long. */
const LEFT_IN_HAND_MS = 14_000;

/** A process that died by kill -9, or left its work in the middle. */
export interface Death {
  who: 'web' | 'worker';
  /** By the clock on the wall, in milliseconds. */
  realAt: number;
}

interface Running {
  who: 'web' | 'worker';
  child: ChildProcess;
}

/** The real processes of the built application: one for the pages and some workers, each started again when it is gone. */
export class Fleet {
  readonly deaths: Death[] = [];
  url = '';
  private running: Running[] = [];
  private readonly diary: WriteStream;
  private ending = false;

  constructor(
    private readonly env: Record<string, string>,
    private readonly workers: number,
    diaryFile: string,
  ) {
    this.diary = createWriteStream(diaryFile, { flags: 'a' });
  }

  async start(env: Record<string, string>): Promise<void> {
    Object.assign(this.env, env);
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    Object.assign(this.env, { PORT: String(port), PUBLIC_URL: this.url });
    this.spawn('web');
    for (let i = 0; i < this.workers; i += 1) this.spawn('worker');
    await this.answers();
  }

  /** Waits until the pages are served. */
  async answers(): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const ok = await fetch(`${this.url}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ok) return;
      await pause(100);
    }
    throw new Error('The pages are not served');
  }

  /** kill -9 of the web process, or of the worker with this number; it is started again after a while. */
  async kill(who: 'web' | 'worker', which: number, downMs: number): Promise<boolean> {
    const all = this.running.filter((one) => one.who === who);
    const victim = all[which % Math.max(1, all.length)];
    if (!victim) return false;
    this.running = this.running.filter((one) => one !== victim);
    const gone = once(victim.child, 'exit');
    victim.child.kill('SIGKILL');
    this.deaths.push({ who, realAt: performance.now() });
    await gone;
    await pause(downMs);
    this.spawn(who);
    if (who === 'web') await this.answers();
    return true;
  }

  /** Asks the workers to end, as a new version does, and starts them with other settings. */
  async restartWorkers(env: Record<string, string>): Promise<void> {
    Object.assign(this.env, env);
    const old = this.running.filter((one) => one.who === 'worker');
    this.running = this.running.filter((one) => one.who !== 'worker');
    await Promise.all(old.map((one) => this.ended(one)));
    for (let i = 0; i < this.workers; i += 1) this.spawn('worker');
  }

  async stop(): Promise<void> {
    this.ending = true;
    await Promise.all(this.running.map((one) => this.ended(one)));
    this.diary.end();
  }

  /** Asks a process to end; one that has not ended after half a minute is made to. */
  private async ended({ who, child }: Running): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const began = performance.now();
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await gone;
    clearTimeout(late);
    // It left what it had in hand, as one that was killed.
    if (performance.now() - began > LEFT_IN_HAND_MS) this.deaths.push({ who, realAt: performance.now() });
  }

  private spawn(who: 'web' | 'worker'): void {
    if (this.ending) return;
    const flags =
      who === 'worker' ? ['--max-semi-space-size=4', '--heap-growing-percent=25'] : ['--max-semi-space-size=4'];
    const args = [...flags, '-r', path.join(__dirname, 'moved-clock.cjs'), 'dist/src/main.js'];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...this.env, QASJA_ROLE: who },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.pipe(this.diary, { end: false });
    const one = { who, child };
    this.running.push(one);
    // One that ended by itself is started again, as a service manager does.
    child.once('exit', () => {
      if (this.ending || !this.running.includes(one)) return;
      this.running = this.running.filter((other) => other !== one);
      setTimeout(() => this.spawn(who), 500);
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
