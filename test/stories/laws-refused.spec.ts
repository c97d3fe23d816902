import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { otherProcess, type OtherProcess } from '../support/other-process';

let folder: string;
let other: OtherProcess | undefined;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-laws-'))));
afterEach(async () => {
  await other?.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** The real program, with a law written into its list of which one version does not end where the next begins. */
async function startWith(program: string, words: string[], env: NodeJS.ProcessEnv): Promise<[number | null, string]> {
  const code = `
    const { statutes } = require('./src/core/law');
    const now = statutes.find(({ statute, until }) => statute === 'access' && until === null);
    statutes.push({ ...now, version: '09/L-001', from: '2027-01-01' });
    process.argv = [process.argv[0], '${program}', ...${JSON.stringify(words)}];
    require('./src/${program}');`;
  const own = { DATABASE_URL: '', REDIS_URL: '', SMTP_URL: '', PUBLIC_URL: '', LOG_LEVEL: 'silent', PORT: '0' };
  other = otherProcess(code, { ...own, NODE_ENV: 'test', QASJA_DATA_DIR: folder, ...env });
  let said = '';
  other.child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await once(other.child, 'close');
  return [other.child.exitCode, said.trim()];
}

const both =
  'Two versions are in force on the same day: access 06/L-081 (2019-07-19 to today) and access 09/L-001 (2027-01-01 to today).';

describe('a list of laws in which a day chooses two versions', () => {
  it.each([
    ['the program', 'main', [], {}],
    ['the pages alone', 'main', [], { QASJA_ROLE: 'web', REDIS_URL: 'redis://127.0.0.1:1' }],
    ['the worker', 'main', [], { QASJA_ROLE: 'worker', REDIS_URL: 'redis://127.0.0.1:1' }],
    ['the command line', 'cli', ['migrate'], {}],
  ])(
    'refuses to start %s: it names both and touches nothing',
    async (_, program, words, env) => {
      expect(await startWith(program, words, env)).toEqual([1, both]);
      expect(readdirSync(folder)).toEqual([]);
    },
    60_000,
  );
});
