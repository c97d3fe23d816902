import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, markOf, type ProcessMark } from './process-mark';
import { oneAtATime, redisSocketPath, untilReady } from './redis-socket';

/** The Redis that Qasja runs for itself. */
export interface OwnRedis {
  /** The unix socket on which it listens, also after it was started again. */
  path: string;
  /** True when one already ran on this data folder: left by a process that died, or started by one that lives. */
  reused: boolean;
  /** Stops it and waits until it is gone; leaves it alone while another process that started it lives. */
  stop(): Promise<void>;
}

export interface StartRedisOptions {
  /** The data folder; Redis keeps its append-only file in `redis` within it. */
  dataDir: string;
  /** Told in one sentence what a person watching the log should know. */
  log: (message: string) => void;
  /** The program; `redis-server` of the PATH by default. */
  program?: string;
}

/** What runs on a data folder, and who is to stop it. */
interface Running {
  redis: ProcessMark;
  owner: ProcessMark;
  socket: string;
}

/**
 * Starts a Redis on a private socket, durable (append-only file, written out each second) and never dropping a job
 * (noeviction), and starts it again whenever it dies, until `stop()`. Resolves when it answers.
 *
 * It runs in a process group of its own, so that Ctrl-C reaches the workers first and Redis only through `stop()`.
 *
 * @throws Error saying what to install when there is no redis-server
 */
export async function startRedis({ dataDir, log, program = 'redis-server' }: StartRedisOptions): Promise<OwnRedis> {
  const folder = path.join(path.resolve(dataDir), 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const note = path.join(folder, 'running.json');
  const me = markOf(process.pid) ?? { pid: process.pid, startedAt: null };
  const write = (running: Running): void => {
    writeFileSync(`${note}.${process.pid}`, JSON.stringify(running), { mode: 0o600 });
    renameSync(`${note}.${process.pid}`, note);
  };

  /** Joins what runs, or starts one: two on one append-only file would ruin it. */
  const joinOrStart = (): Promise<Running & { reused: boolean }> =>
    oneAtATime(dataDir, async () => {
      const found = read(note);
      if (found && isAlive(found.redis)) {
        const owner = isAlive(found.owner) ? found.owner : me;
        try {
          await untilReady(found.socket, 3000, () => isAlive(found.redis));
          write({ ...found, owner });
          return { ...found, owner, reused: true };
        } catch (error) {
          // Somebody cleaned the temporary folder: nobody can reach it any more, so it makes room.
          if (owner !== me) throw error;
          await terminate(found.redis);
        }
      }
      const socket = redisSocketPath(dataDir);
      const redis = await launch(program, folder, socket, (mark) => write({ redis: mark, owner: me, socket }));
      return { redis, owner: me, socket, reused: false };
    });

  const first = await joinOrStart();
  let stopping = false;
  const watch = (async () => {
    for (let running: Running = first, failures = 0; ;) {
      while (!stopping && isAlive(running.redis)) await sleep(100);
      if (!stopping) await sleep(Math.min(100 * 2 ** failures, 10_000));
      if (stopping) return;
      try {
        running = await joinOrStart();
        failures = 0;
        log('Redis had stopped and was started again; nothing is lost');
      } catch (error) {
        failures += 1;
        log(`Redis has stopped and cannot be started: ${(error as Error).message}`);
      }
    }
  })();

  return {
    path: first.socket,
    reused: first.reused,
    async stop() {
      stopping = true;
      await watch;
      await oneAtATime(dataDir, async () => {
        const running = read(note);
        if (!running || (running.owner.pid !== me.pid && isAlive(running.owner))) return;
        await terminate(running.redis);
        rmSync(note, { force: true });
        rmSync(path.dirname(running.socket), { recursive: true, force: true });
      });
    },
  };
}

async function launch(
  program: string,
  folder: string,
  socket: string,
  onSpawn: (mark: ProcessMark) => void,
): Promise<ProcessMark> {
  const settings = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
    loglevel: 'warning',
  };
  // A file and not a pipe: Redis outlives this process when that is killed.
  const diary = path.join(folder, 'redis.log');
  const out = openSync(diary, 'w', 0o600);
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(program, args, { stdio: ['ignore', out, out], detached: true });
  closeSync(out);
  let mark: ProcessMark | null = null;
  try {
    const pid = await spawned(child, program);
    child.unref();
    const started = markOf(pid) ?? { pid, startedAt: null };
    mark = started;
    onSpawn(started);
    await untilReady(
      socket,
      10_000,
      () => isAlive(started),
      () => readFileSync(diary, 'utf8').trim().slice(-1000),
    );
    return started;
  } catch (error) {
    if (mark) await terminate(mark);
    rmSync(path.dirname(socket), { recursive: true, force: true });
    throw error;
  }
}

function spawned(child: ChildProcess, program: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid!));
    child.once('error', (error: NodeJS.ErrnoException) => {
      const missing = `${program} is not installed: run "sudo apt-get install redis-server", or set REDIS_URL`;
      reject(error.code === 'ENOENT' ? new Error(missing, { cause: error }) : error);
    });
  });
}

/** Asks it to write everything out and leave; one that has not left after ten seconds is made to. */
async function terminate(mark: ProcessMark): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isAlive(mark)) return;
    process.kill(mark.pid, signal);
    for (let waited = 0; waited < 10_000 && isAlive(mark); waited += 10) await sleep(10);
  }
}

function read(note: string): Running | null {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as Running;
  } catch {
    return null;
  }
}
