import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The longest path that the kernel takes for a unix socket, in bytes. */
const LONGEST_SOCKET_PATH = 107;

/**
 * Where the Redis of a data folder listens: in a folder that only its owner may enter, under the system's
 * temporary folder, because a data folder's own path may be longer than a socket's name can be.
 *
 * @throws Error when somebody else has put something there
 */
export function redisSocketPath(dataDir: string): string {
  const uid = process.getuid?.() ?? 0;
  const name = `qasja-${uid}-${shortHash(dataDir)}`;
  const inTmp = path.join(os.tmpdir(), name, 'redis.sock');
  const socket = Buffer.byteLength(inTmp) <= LONGEST_SOCKET_PATH ? inTmp : path.join('/tmp', name, 'redis.sock');
  const folder = path.dirname(socket);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} belongs to somebody else or is open to others: remove it and start again`);
  }
  return socket;
}

/**
 * Waits until the Redis on a socket answers, for as long as it takes to read its file.
 *
 * @throws Error when its process ends first, with what it `said`, or when it is silent for so many milliseconds
 */
export async function untilReady(
  socketPath: string,
  silentMs: number,
  alive: () => boolean,
  said: () => string = () => '',
): Promise<void> {
  for (let silentFor = 0; silentFor < silentMs; silentFor += 25) {
    const answer = await ping(socketPath);
    if (answer === 'ready') return;
    if (answer === 'loading') silentFor = 0;
    if (!alive()) throw new Error(`redis-server stopped at once: ${said() || 'it gave no reason'}`);
    await sleep(25);
  }
  throw new Error(`redis-server does not answer on ${socketPath}`);
}

function ping(socketPath: string): Promise<'ready' | 'loading' | null> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = net.connect(socketPath);
    const answer = (value: 'ready' | 'loading' | null): void => {
      socket.destroy();
      resolve(value);
    };
    socket.setTimeout(1000, () => answer(null));
    socket.on('connect', () => socket.write('PING\r\n'));
    socket.on('error', () => answer(null));
    socket.on('close', () => answer(null));
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      if (heard.includes('PONG')) answer('ready');
      else if (heard.includes('LOADING')) answer('loading');
    });
  });
}

/**
 * Lets one process at a time do the work for a data folder. The lock is a name that the kernel holds for a living
 * process only, so a killed one never leaves it behind. (Linux; elsewhere the work is done without it.)
 */
export async function oneAtATime<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return work();
  const lock = net.createServer();
  const name = `\0qasja-redis-${process.getuid?.() ?? 0}-${shortHash(dataDir)}`;
  const listen = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      lock.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      lock.listen(name, () => resolve(true));
    });
  while (!(await listen())) await sleep(50);
  lock.removeAllListeners('error');
  try {
    return await work();
  } finally {
    lock.close();
  }
}

function shortHash(dataDir: string): string {
  return createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12);
}
