import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { postgresBin } from './needs.mjs';
import { run } from './run.mjs';
import { Refusal, script } from './say.mjs';

/**
 * Starts an empty PostgreSQL on a unix socket in a folder of its own, for tests only: it forgets on a power cut.
 * PostgreSQL refuses to run as root, so root hands it to the user postgres, or nobody.
 *
 * @returns its URL, and `stop()`, which also removes the folder
 */
export async function startPostgres() {
  const bin = postgresBin();
  if (!bin) throw new Refusal('PostgreSQL is not installed: run  sudo apt-get install postgresql-15');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-pg-'));
  const user = await userFor(folder);
  const data = path.join(folder, 'data');
  const program = (name, args) =>
    spawn(path.join(bin, name), args, { ...user, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true });

  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  const { code, output } = await finished(program('initdb', init));
  if (code !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Refusal(`PostgreSQL cannot make its folder:\n${output}`);
  }
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  };
  const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = program('postgres', ['-D', data, ...set]);
  const ended = finished(server);
  const stop = async () => {
    server.kill('SIGINT');
    await Promise.race([ended, sleep(10_000, undefined, { ref: false }).then(() => server.kill('SIGKILL'))]);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let waited = 0; ; waited += 50) {
    if ((await run(path.join(bin, 'pg_isready'), ['-q', '-h', folder])).code === 0) break;
    if (server.exitCode !== null) throw new Refusal(`PostgreSQL stopped at once:\n${(await ended).output}`);
    if (waited > 30_000) throw new Refusal('PostgreSQL does not answer');
    await sleep(50);
  }
  return { url: `postgres://postgres@localhost/postgres?host=${folder}`, stop };
}

async function userFor(folder) {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name])));
    if (ids.some(({ code }) => code !== 0)) continue;
    const [uid, gid] = ids.map(({ output }) => Number(output.trim()));
    chownSync(folder, uid, gid);
    return { uid, gid };
  }
  throw new Refusal('PostgreSQL refuses to run as root, and there is no user postgres or nobody');
}

function finished(child) {
  return new Promise((resolve) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += bytes));
    child.once('close', (code) => resolve({ code, output }));
  });
}

// As a program: prints the URL, and stops the server when the one who asked for it closes the input or dies.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await script(async () => {
    const { url, stop } = await startPostgres();
    console.log(url);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
    process.stdin.resume().once('close', () => void stop());
  });
}
