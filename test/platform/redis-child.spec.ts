import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Redis from 'ioredis';
import { markOf } from '../../src/platform/queue/process-mark';
import { startRedis, type OwnRedis } from '../../src/platform/queue/redis-child';
import { otherProcess, type OtherProcess } from '../support/other-process';

let folder: string;
let redis: OwnRedis | undefined;
let said: string[];
const start = async (): Promise<OwnRedis> =>
  (redis = await startRedis({ dataDir: folder, log: (line) => said.push(line) }));

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-own-redis-'));
  said = [];
});

afterEach(async () => {
  await redis?.stop();
  redis = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Asks the Redis on a socket, on a connection of its own. */
async function ask<T>(socket: string, question: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis({ path: socket, maxRetriesPerRequest: 50, retryStrategy: () => 100 });
  client.on('error', () => undefined);
  try {
    return await question(client);
  } finally {
    client.disconnect();
  }
}

const pidOn = (socket: string): Promise<number> =>
  ask(socket, async (client) => Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1]));

const lives = (pid: number): boolean => markOf(pid) !== null;

/** Another process that has started the Redis of the same folder, and goes on. */
const neighbour = (): OtherProcess =>
  otherProcess(
    `require('./src/platform/queue/redis-child').startRedis({ dataDir: process.env.FOLDER, log: console.error })
       .then((redis) => console.log(redis.path)); setInterval(() => {}, 1000);`,
    { FOLDER: folder },
  );

describe('the Redis that Qasja runs for itself', () => {
  it('answers on a socket that only its owner can reach, durable, and refusing to forget', async () => {
    const { path: socket, reused } = await start();
    expect(reused).toBe(false);
    expect(statSync(path.dirname(socket)).mode & 0o777).toBe(0o700);
    const settings = await ask(socket, (client) =>
      client.config('GET', 'appendonly', 'maxmemory-policy', 'maxmemory', 'port'),
    );
    expect(settings).toEqual(
      expect.arrayContaining(['appendonly', 'yes', 'maxmemory-policy', 'noeviction', 'maxmemory', '0', 'port', '0']),
    );
  });

  it('comes back by itself when it is killed, with what it was told', async () => {
    const { path: socket } = await start();
    await ask(socket, (client) => client.set('job', 'waiting'));
    // It writes to the disk once a second.
    await sleep(1200);
    const before = await pidOn(socket);
    process.kill(before, 'SIGKILL');
    expect(await ask(socket, (client) => client.get('job'))).toBe('waiting');
    expect(await pidOn(socket)).not.toBe(before);
    expect(said).toEqual(['Redis had stopped and was started again; nothing is lost']);
  });

  it('leaves no process and no socket behind when it is stopped', async () => {
    const { path: socket, stop } = await start();
    const pid = await pidOn(socket);
    await stop();
    expect(lives(pid)).toBe(false);
    expect(existsSync(path.dirname(socket))).toBe(false);
    await sleep(300);
    expect(existsSync(socket)).toBe(false);
  });

  it('keeps its jobs from one run to the next', async () => {
    const first = await start();
    await ask(first.path, (client) => client.set('job', 'waiting'));
    await first.stop();
    const second = await start();
    expect(await ask(second.path, (client) => client.get('job'))).toBe('waiting');
  });

  it('joins the one that a killed process left running, and stops it in the end', async () => {
    const other = neighbour();
    const left = await pidOn(await other.line());
    await other.end('SIGKILL');
    const { path: socket, reused, stop } = await start();
    expect(reused).toBe(true);
    expect(await pidOn(socket)).toBe(left);
    await stop();
    expect(lives(left)).toBe(false);
  });

  it('shares with a living process, leaves the stopping to it, and takes over when that one is gone', async () => {
    const other = neighbour();
    const shared = await pidOn(await other.line());
    const guest = await start();
    expect(guest.reused).toBe(true);
    await guest.stop();
    expect(lives(shared)).toBe(true);

    const heir = await start();
    await other.end('SIGKILL');
    process.kill(shared, 'SIGKILL');
    expect(await ask(heir.path, (client) => client.ping())).toBe('PONG');
    const mine = await pidOn(heir.path);
    await heir.stop();
    expect(lives(mine)).toBe(false);
  });

  it('is one, even when two processes start at the same moment', async () => {
    const other = neighbour();
    const [{ path: mine }, theirs] = await Promise.all([start(), other.line()]);
    expect(theirs).toBe(mine);
    expect(await pidOn(mine)).toBe(await pidOn(theirs));
    await other.end('SIGKILL');
  });

  it('starts anew when somebody cleaned the temporary folder under a left-over one', async () => {
    const other = neighbour();
    const socket = await other.line();
    const left = await pidOn(socket);
    await other.end('SIGKILL');
    rmSync(path.dirname(socket), { recursive: true });
    const { path: mine } = await start();
    expect(lives(left)).toBe(false);
    expect(await pidOn(mine)).not.toBe(left);
  });

  it('says what to install when there is no redis-server', async () => {
    const missing = startRedis({ dataDir: folder, log: () => undefined, program: 'redis-server-not-here' });
    await expect(missing).rejects.toThrow('sudo apt-get install redis-server');
  });

  it('says why when Redis does not want to start', async () => {
    const refusing = startRedis({ dataDir: folder, log: () => undefined, program: 'false' });
    await expect(refusing).rejects.toThrow('stopped at once');
  });

  it('finds a short name for the socket of a folder with a long one', async () => {
    const deep = path.join(folder, 'x'.repeat(120));
    const { path: socket, stop } = await startRedis({ dataDir: deep, log: () => undefined });
    expect(Buffer.byteLength(socket)).toBeLessThan(108);
    await stop();
  });
});
