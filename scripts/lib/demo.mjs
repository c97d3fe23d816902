import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.mjs';
import { Refusal, root } from './say.mjs';

/** What belongs to a real installation and not to a demonstration, which stays in its own folder. */
const NOT_HERE = ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'PUBLIC_URL', 'QASJA_DATA_DIR', 'QASJA_ROLE', 'NODE_ENV'];
const PATIENCE_MS = 60_000;

/**
 * Fills a throw-away data folder with a municipality and starts the application on it.
 *
 * @param {{ port: number, clock?: string, announce?: (text: string) => void }} options the clock is an instant with its
 *   offset, at which the demonstration begins; without it, it is the true time
 * @returns {Promise<{ url: string, dataDir: string, summary: object, ended: Promise<number>, stop: () => Promise<void> }>}
 *   `ended` when the application ends, whoever ended it; `stop` ends it and removes the folder
 */
export async function startDemo({ port, clock, announce = () => {} }) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'qasja-demo-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  // Whatever happens to this process, names and letters do not stay behind.
  process.once('exit', remove);
  const url = `http://localhost:${port}`;
  const env = { LOG_LEVEL: 'warn', ...process.env, PORT: String(port), ...(clock ? { QASJA_CLOCK: clock } : {}) };
  for (const name of NOT_HERE) delete env[name];
  Object.assign(env, { QASJA_DATA_DIR: dataDir, PUBLIC_URL: url });

  announce('Filling a municipality with a year of requests …');
  const { code, output } = await run(process.execPath, [path.join(root, 'dist/src/demo.js'), dataDir], { env });
  const said = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !said.startsWith('{')) {
    remove();
    throw new Refusal(code === 128 ? 'stopped' : `the demonstration could not be filled:\n${output}`);
  }

  // A group of its own: Ctrl-C in the terminal reaches it once, through `stop`.
  const child = spawn(process.execPath, [path.join(root, 'dist/src/main.js')], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let shown = '';
  child.stdout.on('data', (bytes) => (shown += bytes));
  const ended = new Promise((resolve) => child.once('close', (exit) => resolve(exit ?? 1)));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
    remove();
  };
  try {
    await answers(url, ended, () => shown);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, dataDir, summary: JSON.parse(said), ended, stop };
}

async function answers(url, ended, shown) {
  let over = false;
  ended.then(() => (over = true));
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until;) {
    if (over) throw new Refusal(`the application ended at once:\n${shown()}`);
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Refusal(`the application does not answer at ${url}:\n${shown()}`);
}

/** Whether nobody listens there yet, on this machine's own address. */
export function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A port that the system chose. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
