import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startApp, type TestApp } from '../support/app';
import { openTestDatabase } from '../support/databases';

const root = path.join(__dirname, '../..');
const register = path.join(root, 'test/support/data/register-decan-2012.csv');

interface Ran {
  code: number;
  out: string;
  err: string;
}

/** The command line as its owner types it, in a process of its own. */
function qasja(dataDir: string, words: string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const args = ['-r', path.join(root, 'test/support/register-ts.cjs'), path.join(root, 'src/cli.ts'), ...words];
  const all = { ...process.env, NODE_ENV: '', QASJA_DATA_DIR: dataDir, DATABASE_URL: '', REDIS_URL: '', ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: dataDir, env: all }, (error, out, err) =>
      resolve({ code: error ? ((error as { code?: number }).code ?? -1) : 0, out, err }),
    );
  });
}

// Each command is a process that loads the whole program: slow when the machine has other work.
jest.setTimeout(120_000);

describe('the command line', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-cli-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('helps, and refuses what it does not understand', async () => {
    const [help, nothing, unknown, missing] = await Promise.all([
      qasja(folder, ['help']),
      qasja(folder, ['tokens']),
      qasja(folder, ['token', 'create', '--mail', 'x']),
      qasja(folder, ['official', 'create', '--email', 'a@b.example']),
    ]);
    expect(help.code).toBe(0);
    for (const name of [
      'migrate',
      'import FILE',
      'token create',
      'official create',
      'verify',
      'rederive',
      'reindex',
      'backup',
    ]) {
      expect(help.out).toContain(name);
    }
    expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('There is no command "tokens"')]);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toMatch(/Unknown option '--mail'[\s\S]*Usage: npm run qasja -- token create --email/);
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('--name is missing')]);
  });

  it('does not take an empty folder for an installation', async () => {
    const { code, err } = await qasja(folder, ['verify']);
    expect(code).toBe(1);
    expect(err).toContain('There is no database at');
    expect(existsSync(path.join(folder, 'qasja.sqlite'))).toBe(false);
  });

  it('names a setting that cannot be used', async () => {
    const { code, err } = await qasja(folder, ['migrate'], { QASJA_CLOK: 'x' });
    expect([code, err]).toEqual([1, expect.stringContaining('QASJA_CLOK is not a setting')]);
  });

  it('makes a database, a municipality, and its first official', async () => {
    expect((await qasja(folder, ['migrate'])).out).toContain('The schema is up to date');
    const names = ['--name-sq', 'Deçani', '--name-sr', 'Dečani', '--name-en', 'Deçan'];
    expect((await qasja(folder, ['institution', 'create', '--code', 'dc', ...names])).out).toContain(
      'Added DC, Deçani',
    );
    const arta = ['--email', 'Arta@Decani.example', '--name', 'Arta K.', '--role'];
    const [again, wrong] = await Promise.all([
      qasja(folder, ['institution', 'create', '--code', 'DC', ...names]),
      qasja(folder, ['official', 'create', ...arta, 'boss']),
    ]);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('already')]);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--role must be one of')]);
    const made = await qasja(folder, ['official', 'create', ...arta, 'responsible-officer']);
    expect(made.out).toMatch(/Added arta@decani\.example to DC as responsible-officer\.\nPassword: (\w{4}-){3}\w{4}/);
    expect((await qasja(folder, ['official', 'create', ...arta, 'administrator'])).code).toBe(1);
  });

  it('takes an old register in, whole or not at all', async () => {
    const trial = await qasja(folder, ['import', register, '--dry-run']);
    expect(trial.out).toMatch(/24 rows: 24 new[\s\S]*nothing was changed/);
    const broken = path.join(folder, 'broken.csv');
    writeFileSync(broken, readFileSync(register, 'utf8').replace(/access-request/, 'wish'));
    const refused = await qasja(folder, ['import', broken]);
    expect([refused.code, refused.out]).toEqual([
      1,
      expect.stringMatching(/line 2, kind: [\s\S]*Nothing was taken in/),
    ]);
    const taken = await qasja(folder, ['import', register, '--as', 'arta@decani.example']);
    expect([taken.code, taken.out]).toEqual([0, expect.stringContaining('24 new')]);
    const [again, nowhere, nobody] = await Promise.all([
      qasja(folder, ['import', register]),
      qasja(folder, ['import', path.join(folder, 'nowhere.csv')]),
      qasja(folder, ['import', register, '--as', 'nobody@example.org']),
    ]);
    expect(again.out).toContain('0 new, 24 unchanged');
    expect(nowhere.err).toContain('cannot be read');
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('No active official of DC')]);
  });

  describe('beside a running installation', () => {
    let app: TestApp;
    const run = (...words: string[]) => qasja(app.dataDir, words);
    beforeAll(async () => {
      app = await startApp({ at: new Date().toISOString() });
      for (const name of ['nje.txt', 'dy.txt']) {
        const form = new FormData();
        const fields = { kind: 'access-request', subject: 'S', text: 'T', name: 'N', email: 'n@example.org' };
        for (const [field, value] of Object.entries(fields)) form.append(field, value);
        form.append('files', new Blob([`Përmbajtja e ${name}`]), name);
        expect((await fetch(`${app.url}/api/v1/submissions`, { method: 'POST', body: form })).status).toBe(201);
      }
    });
    afterAll(() => app.close());

    it('gives tokens that open the API at once, and takes them back', async () => {
      const made = await run('token', 'create', '--email', 'zyrtar@test', '--name', 'Raporti javor');
      const token = made.out.split('\n')[0]!;
      const status = async () => (await app.client().get('/api/v1/cases', { authorization: `Bearer ${token}` })).status;
      expect(await status()).toBe(200);
      const listed = (await run('token', 'list')).out;
      expect(listed).toMatch(/in force {2}zyrtar@test {2}Raporti javor/);
      expect(listed).not.toContain(token.slice(4));
      const id = listed.split(' ')[0]!;
      expect((await run('token', 'revoke', id)).code).toBe(0);
      expect(await status()).toBe(401);
      expect((await run('token', 'revoke', id)).code).toBe(1);
      expect((await run('token', 'list', '--email', 'ZYRTAR@test')).out).toContain('revoked');
      expect((await run('token', 'create', '--email', 'x@test', '--name', 'x')).err).toContain('No active official');
    });

    it('gives a new password, signs out everywhere, and adds staff to their directorate', async () => {
      const before = app.client();
      await before.signIn('kryetar@test');
      expect((await before.get('/desk')).status).toBe(200);
      const given = await run('official', 'password', '--email', 'kryetar@test');
      const password = /Password: (\S+)/.exec(given.out)![1]!;
      expect((await before.get('/desk')).status).toBe(303);
      expect((await app.client().signIn('kryetar@test', password)).status).toBe(303);
      const staff = [
        'official',
        'create',
        '--email',
        'ri@komuna.example',
        '--name',
        'I Ri',
        '--role',
        'directorate-staff',
      ];
      expect((await run(...staff)).err).toContain('--directorate is missing');
      expect((await run(...staff, '--directorate', 'Gjuetia')).err).toContain('Drejtoria e Urbanizmit');
      const added = await run(...staff, '--directorate', 'direkcija za urbanizam', '--institution', 'kk');
      const own = /Password: (\S+)/.exec(added.out)![1]!;
      expect((await app.client().signIn('ri@komuna.example', own)).status).toBe(303);
    });

    it('copies everything into a folder that can be gone back to', async () => {
      const to = path.join(folder, 'copy');
      const copied = await run('backup', to);
      expect([copied.code, copied.out]).toEqual([0, expect.stringContaining('2 files')]);
      expect(copied.out).toContain('is whole');
      expect(statSync(to).mode & 0o077).toBe(0);
      expect(statSync(path.join(to, 'qasja.sqlite')).mode & 0o077).toBe(0);
      expect((await qasja(to, ['verify'])).out).toMatch(/KK +\d+ events, whole/);
      const again = await run('backup', to);
      expect([again.code, again.err]).toEqual([1, expect.stringContaining('is not empty')]);
    });

    it('says that a copy with a file missing is not whole', async () => {
      rmSync(path.join(app.dataDir, 'files'), { recursive: true });
      const { code, out } = await run('backup', path.join(folder, 'holed'));
      expect([code, out]).toEqual([1, expect.stringContaining('2 files are MISSING')]);
    });

    it('finds rows that do not say what their events say, and mends them', async () => {
      expect((await run('rederive')).out).toContain('2 cases, 0 differing');
      await app.source.query(
        "UPDATE case_files SET due_on = '2030-01-01', status = 'closed' WHERE reference LIKE '%-00001'",
      );
      expect((await run('reindex')).out).toContain('2 cases indexed.');
      const found = await run('rederive');
      expect(found.code).toBe(1);
      expect(found.out).toMatch(/-00001 {2}dueOn: 2030-01-01 in the row, \d{4}-\d\d-\d\d by its events/);
      expect(found.out).toContain('status: closed in the row, registered by its events');
      const mended = await run('rederive', '--fix');
      expect([mended.code, mended.out]).toEqual([0, expect.stringContaining('1 differing, 1 mended')]);
      expect((await run('rederive')).code).toBe(0);
    });

    it('finds the event that somebody changed', async () => {
      expect(await run('verify')).toMatchObject({ code: 0 });
      const triggers = await app.source.query<{ name: string }[]>(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'",
      );
      for (const { name } of triggers) await app.source.query(`DROP TRIGGER "${name}"`);
      await app.source.query("UPDATE events SET occurred_on = '2020-01-01' WHERE seq = 2");
      const { code, out } = await run('verify');
      expect([code, out]).toEqual([1, expect.stringMatching(/KK +BROKEN at event 2; the 1 before it are whole/)]);
    });
  });

  it('works on PostgreSQL, and says how to copy it', async () => {
    const database = await openTestDatabase('postgres');
    const data = path.join(folder, 'pg');
    const run = (...words: string[]) => qasja(folder, words, { DATABASE_URL: database.url, QASJA_DATA_DIR: data });
    expect((await run('migrate')).out).toContain('Database: PostgreSQL');
    const names = ['--name-sq', 'A', '--name-sr', 'B', '--name-en', 'C'];
    expect((await run('institution', 'create', '--code', 'PG', ...names)).code).toBe(0);
    const email = ['--email', 'pg@komuna.example'];
    expect((await run('official', 'create', ...email, '--name', 'P', '--role', 'administrator')).code).toBe(0);
    expect((await run('import', register)).out).toContain('24 new');
    expect((await run('rederive')).out).toContain('24 cases, 0 differing');
    expect((await run('rederive', '--fix')).code).toBe(0);
    expect((await run('verify')).out).toMatch(/PG +\d+ events, whole/);
    expect((await run('backup', path.join(folder, 'pg-copy'))).out).toContain('pg_dump');
    await database.close();
  });
});
