import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { installPackages } from './debian.mjs';
import { find, run } from './run.mjs';
import { Refusal, root, say, took } from './say.mjs';

/** Nest 12 is made of ES modules, which CommonJS can require since this version. */
export function needNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Refusal(`needs Node 20.19 or newer; this is Node ${process.versions.node}`);
}

/** Node modules exactly as in package-lock.json. */
export async function needModules() {
  if (modulesMatchLock()) return;
  const tools = { python3: 'python3', make: 'make', 'g++': 'g++' };
  const missing = Object.keys(tools).filter((program) => !find(program));
  if (missing.length > 0) {
    const packages = missing.map((program) => tools[program]);
    await installPackages(packages, 'the database driver is compiled on this machine');
  }
  say('Installing node modules (two or three minutes, once) …');
  const began = performance.now();
  const env = { ...process.env, NODE_ENV: '' };
  // Without it node-gyp fetches Node's headers from the network although they lie beside Node.
  const prefix = path.dirname(path.dirname(process.execPath));
  if (existsSync(path.join(prefix, 'include/node/node.h'))) env.npm_config_nodedir ??= prefix;
  const npm = find('npm');
  if (!npm) throw new Refusal('npm is missing: install it together with Node and start again');
  const { code, output } = await run(npm, ['ci', '--include=dev', '--no-audit', '--no-fund'], { env });
  if (code !== 0) throw new Refusal(`npm ci failed:\n${output.trim().split('\n').slice(-30).join('\n')}`);
  say(`  done in ${took(began)}`);
}

/** npm keeps the lock of what it really installed; comparing the two needs no stamp of our own. */
function modulesMatchLock() {
  if (!existsSync(path.join(root, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) return false;
  try {
    const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
    const there = JSON.parse(readFileSync(path.join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([name, entry]) => name === '' || (there[name] ? there[name].version === entry.version : entry.optional),
    );
  } catch {
    return false;
  }
}

/** A Redis server, unless somebody else runs one for us. */
export async function needRedis() {
  if (process.env.REDIS_URL || find('redis-server')) return;
  await installPackages(['redis-server'], 'the job queue needs redis-server (or set REDIS_URL)', ['redis-server']);
}

/** Debian's Chromium, for tests in a real browser and for pictures. */
export async function needBrowser() {
  if (!chromium()) await installPackages(['chromium'], 'the browser tests and pictures need Chromium');
}

export function chromium() {
  return find('chromium') ?? find('chromium-browser') ?? find('google-chrome');
}

/** A PostgreSQL server to start for a test; 15 where there is a choice. */
export async function needPostgres() {
  if (postgresBin()) return;
  const known = (await run('apt-cache', ['show', '-q', 'postgresql-15'])).code === 0;
  await installPackages([known ? 'postgresql-15' : 'postgresql'], 'the database tests need PostgreSQL', ['postgresql']);
}

/** The folder with initdb and postgres, or null. */
export function postgresBin() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map(Number).filter(Boolean) : [];
  const best = versions.includes(15) ? 15 : Math.max(0, ...versions);
  const folder = path.join(debian, String(best), 'bin');
  if (existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres'))) return folder;
  const onPath = find('initdb');
  return onPath ? path.dirname(onPath) : null;
}

/** A Dovecot to start for a test: e-mail is taken in from a real IMAP server there. */
export async function needDovecot() {
  if (find('dovecot')) return;
  await installPackages(['dovecot-imapd'], 'the e-mail tests need Dovecot', ['dovecot']);
}

/** Letters for every alphabet that the pages use, so that pictures look alike on any machine. */
export async function needFonts() {
  const noto = '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf';
  if (!existsSync(noto))
    await installPackages(['fonts-noto-core', 'fonts-dejavu-core'], 'pictures need the Noto fonts');
}
