import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

export interface Server {
  url: string;
  /** Milliseconds from the start of the process to the first page answered. */
  firstPageMs: number;
  memory: () => Memory;
  stop: () => Promise<void>;
}

/** Resident memory in MB. */
export interface Memory {
  /** Of each as the system tells it (RSS): the web process, the worker, and the Redis that they started. */
  web: number;
  worker: number;
  redis: number;
  /** What web process and worker take from the machine: the pages of the program that both use lie there once. */
  both: number;
}

/** The built application as `npm start` runs it, on a data folder of the bench's own. */
export async function startServer(env: Record<string, string>, port: number): Promise<Server> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'dist/src/main.js'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      MALLOC_ARENA_MAX: '2',
      QASJA_RATE_LIMIT: '1000000',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const firstPageMs = await firstPage(child, url, began);
  return {
    url,
    firstPageMs,
    memory: () => {
      const all = processes().filter((one) => one.parent === child.pid);
      const mine = (word: string) => pagesOf(all.find((one) => one.name.includes(word))?.pid);
      const [web, worker] = [pagesOf(child.pid), mine('node')];
      return {
        ...{ web: web.resident, worker: worker.resident, redis: mine('redis').resident },
        both: web.resident + worker.resident - Math.min(web.shared, worker.shared),
      };
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function firstPage(child: ChildProcess, url: string, began: number): Promise<number> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (child.exitCode !== null) throw new Error('The server ended before its first page');
    const status = await fetch(`${url}/sq`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('No page within 20 seconds');
}

/** Zero of a process that has ended. `shared`: of files, mapped by other processes as well. */
function pagesOf(pid = 0): { resident: number; shared: number } {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const of = (name: string): number =>
      Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024);
    return { resident: of('Rss'), shared: of('Shared_Clean') };
  } catch {
    return { resident: 0, shared: 0 };
  }
}

function processes(): { pid: number; parent: number; name: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const name = /Name:\s+(\S+)/.exec(status)?.[1] ?? '';
        return [{ pid: Number(pid), parent: Number(/PPid:\s+(\d+)/.exec(status)?.[1]), name }];
      } catch {
        // It ended while we were reading the list.
        return [];
      }
    });
}
