import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { markOf } from '../../src/platform/queue/process-mark';
import { otherProcess, type OtherProcess } from '../support/other-process';

let folder: string;
let taken: Server;
let other: OtherProcess | undefined;
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-start-'));
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
});
afterEach(async () => {
  await other?.end('SIGKILL');
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

const port = (): number => (taken.address() as { port: number }).port;
/** What Redis left in the data folder while it runs: its process. */
const note = (): string => path.join(folder, 'redis', 'running.json');
const redisPid = (): number => (JSON.parse(readFileSync(note(), 'utf8')) as { redis: { pid: number } }).redis.pid;

function startWeb(): OtherProcess {
  const code = `
    require('reflect-metadata');
    const { readConfig } = require('./src/platform/config');
    require('./src/web').runWeb(readConfig(process.env)).catch((error) => {
      console.log(error.message.replace(/\\s+/g, ' '));
      process.exit(1);
    });`;
  const own = { DATABASE_URL: '', REDIS_URL: '', SMTP_URL: '', PUBLIC_URL: '', LOG_LEVEL: 'silent' };
  return otherProcess(code, { ...own, NODE_ENV: 'test', QASJA_DATA_DIR: folder, PORT: String(port()) });
}

describe('a start that leads nowhere', () => {
  it('says in one line that the port is taken, and leaves no Redis behind', async () => {
    other = startWeb();
    expect(await other.line()).toBe(`Settings that cannot be used: PORT ${port()} is taken by another program`);
    if (other.child.exitCode === null) await once(other.child, 'exit');
    expect(other.child.exitCode).toBe(1);
    expect(existsSync(note())).toBe(false);
  }, 60_000);

  it('is ended on the way by Ctrl-C, and leaves no Redis behind', async () => {
    other = startWeb();
    while (!existsSync(note())) await sleep(20);
    const pid = redisPid();
    await other.end('SIGINT');
    expect(existsSync(note())).toBe(false);
    expect(markOf(pid)).toBeNull();
  }, 60_000);
});
