import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { untilReady } from '../../src/platform/queue/redis-socket';

/** A Redis that the campaign runs, kills and empties; durable, as the one that an installation runs for itself. */
export class RedisServer {
  readonly socket: string;
  private child: ChildProcess | null = null;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.socket = path.join(folder, 'redis.sock');
  }

  async start(): Promise<void> {
    const settings = {
      port: '0',
      unixsocket: this.socket,
      dir: this.folder,
      appendonly: 'yes',
      appendfsync: 'everysec',
      save: '',
      'maxmemory-policy': 'noeviction',
      loglevel: 'warning',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn('redis-server', args, { stdio: 'ignore' });
    this.child = child;
    await untilReady(this.socket, 20_000, () => child.exitCode === null && child.signalCode === null);
  }

  /** kill -9: what it had not written out yet is gone. */
  async kill(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Every job is forgotten. */
  async empty(): Promise<void> {
    const client = new Redis(this.socket, { maxRetriesPerRequest: 1 });
    client.on('error', () => undefined);
    try {
      await client.flushall();
    } finally {
      client.disconnect();
    }
  }
}
