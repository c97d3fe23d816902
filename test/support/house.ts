import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { openDatabase } from '../../src/records/data-source';
import { type Seed, seedMunicipality } from './seed';

const root = path.join(__dirname, '../..');

/** The built application as `npm start` runs it: web process, worker and Redis, on a data folder of its own. */
export class House {
  readonly dataDir = mkdtempSync(path.join(os.tmpdir(), 'qasja-house-'));
  url = '';
  /** What it printed. */
  said = '';
  private web: ChildProcess | null = null;

  /** Fills the database before the first start. */
  async seed(at: string): Promise<Seed> {
    const source = await openDatabase(`sqlite:${path.join(this.dataDir, 'qasja.sqlite')}`);
    const seed = await seedMunicipality(source, new Date(at));
    await source.destroy();
    return seed;
  }

  async start(env: Record<string, string> = {}): Promise<void> {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.said = '';
    const web = spawn(process.execPath, ['dist/src/main.js'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: 'test',
        PORT: String(port),
        PUBLIC_URL: this.url,
        QASJA_DATA_DIR: this.dataDir,
        QASJA_SWEEP_SECONDS: '1',
        LOG_LEVEL: 'error',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [web.stdout, web.stderr])
      stream.on('data', (bytes: Buffer) => (this.said += bytes.toString()));
    this.web = web;
    await this.until(() => this.said.includes('Ctrl-C') || web.exitCode !== null, 'it has started');
    if (web.exitCode !== null) throw new Error(`It ended at once:\n${this.said}`);
  }

  /** The process ids of the worker and of Redis: children of the web process. */
  children(): { worker: number | null; redis: number | null } {
    const of = (word: string): number | null => {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        try {
          const status = readFileSync(`/proc/${pid}/status`, 'utf8');
          const parent = Number(/PPid:\s+(\d+)/.exec(status)?.[1]);
          if (parent === this.web?.pid && (/Name:\s+(\S+)/.exec(status)?.[1] ?? '').includes(word)) return Number(pid);
        } catch {
          // It ended while we were reading the list.
        }
      }
      return null;
    };
    return { worker: of('node'), redis: of('redis') };
  }

  /** Ctrl-C, and waits until all of it is gone. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    const web = this.web;
    if (!web || web.exitCode !== null || web.signalCode !== null) return;
    const gone = once(web, 'exit');
    web.kill(signal);
    await gone;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** All mails in the local outbox, as a mail program reads them, oldest first. */
  mails(): Promise<ParsedMail[]> {
    const folder = path.join(this.dataDir, 'outbox');
    let names: string[] = [];
    try {
      names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
    } catch {
      // Nothing was sent yet.
    }
    return Promise.all(names.sort().map((name) => simpleParser(readFileSync(path.join(folder, name)))));
  }

  /** Waits for `count` mails in all, and then a moment more, in case there are too many. */
  async mailed(count: number): Promise<ParsedMail[]> {
    await this.until(async () => (await this.mails()).length >= count, `${count} mails`);
    await pause(2_500);
    return this.mails();
  }

  async until(what: () => boolean | Promise<boolean>, words: string, seconds = 30): Promise<void> {
    for (let tries = 0; tries < seconds * 10; tries += 1) {
      if (await what()) return;
      await pause(100);
    }
    throw new Error(`Waited in vain until ${words}. It said:\n${this.said}`);
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
