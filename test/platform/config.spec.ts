import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigError, readConfig, type Config } from '../../src/platform/config';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-config-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (env: NodeJS.ProcessEnv = {}): Config => readConfig({ QASJA_DATA_DIR: path.join(folder, 'data'), ...env });

/** What the person at the keyboard is told. */
function problems(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}

describe('the settings', () => {
  it('need nothing to be set', () => {
    const dataDir = path.join(folder, 'data');
    expect(read()).toMatchObject({
      production: false,
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      dataDir,
      databaseUrl: `sqlite:${dataDir}/qasja.sqlite`,
      dialect: 'sqlite',
      sqlitePath: `${dataDir}/qasja.sqlite`,
      redis: null,
      smtpUrl: '',
      mailFrom: 'Qasja <qasja@localhost>',
      clockStart: null,
      role: 'all',
      trustProxy: 0,
      rateLimit: 30,
      logLevel: 'info',
      sweepSeconds: 60,
      adminEmail: 'administrator@localhost',
    });
  });

  it('take everything from the environment', () => {
    const given = read({
      PORT: '0',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://kerkesa.example.org/qasja/',
      DATABASE_URL: 'postgresql://qasja:secret@db/qasja',
      REDIS_URL: 'rediss://queue:6380',
      SMTP_URL: 'smtps://user:secret@mail:465',
      MAIL_FROM: 'Komuna e Deçanit <qasja@example.org>',
      QASJA_CLOCK: '2026-03-30T09:00:00+02:00',
      QASJA_ROLE: 'worker',
      TRUST_PROXY: '1',
      QASJA_SWEEP_SECONDS: '5',
      QASJA_TEST_PG: 'postgres://of/the/tests',
    });
    expect(given).toMatchObject({
      port: 0,
      publicUrl: 'https://kerkesa.example.org/qasja',
      dialect: 'postgres',
      sqlitePath: null,
      redis: { url: 'rediss://queue:6380' },
      clockStart: new Date('2026-03-30T07:00:00Z'),
      role: 'worker',
      trustProxy: 1,
      sweepSeconds: 5,
    });
  });

  it('treat an empty one as not set', () => {
    expect(read({ PORT: '', REDIS_URL: '', SMTP_URL: ' ', QASJA_CLOCK: '' })).toMatchObject({
      port: 3000,
      redis: null,
    });
  });

  it.each([['unix:/run/redis.sock'], ['unix:///run/redis.sock'], ['/run/redis.sock']])('know a socket in %s', (url) => {
    expect(read({ REDIS_URL: url }).redis).toEqual({ path: '/run/redis.sock' });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '80 80'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'qasja.example.org'],
    ['DATABASE_URL', 'mysql://db/qasja'],
    ['REDIS_URL', 'localhost:6379'],
    ['SMTP_URL', 'mail.example.org'],
    ['MAIL_FROM', 'Municipality'],
    ['MAIL_FROM', 'a@b.c\r\nBcc: d@e.f'],
    ['SESSION_SECRET', 'short'],
    ['QASJA_CLOCK', '2026-03-30'],
    ['QASJA_CLOCK', '2026-03-30T09:00:00'],
    ['QASJA_CLOCK', '2026-13-30T09:00:00Z'],
    ['QASJA_ROLE', 'both'],
    ['TRUST_PROXY', 'true'],
    ['QASJA_RATE_LIMIT', '0'],
    ['LOG_LEVEL', 'loud'],
    ['QASJA_SWEEP_SECONDS', '1.5'],
    ['QASJA_ADMIN_EMAIL', 'administrator'],
    ['QASJA_PORT', '3000'],
  ])('refuse %s=%j by its name', (name, value) => {
    const told = problems({ [name]: value });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(new RegExp(`^${name} `));
  });

  it('tell everything that is wrong at once, and never a secret', () => {
    const error = (() => {
      try {
        return read({ PORT: 'x', DATABASE_URL: 'postgres:/user:hunter2@db', SMTP_URL: 'smtp:user:hunter2@mail' });
      } catch (thrown) {
        return thrown as ConfigError;
      }
    })();
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message.split('\n')).toHaveLength(4);
    expect((error as ConfigError).message).not.toContain('hunter2');
  });

  it('name a provider whole or not at all, and over https unless it is on this machine', () => {
    const whole = { OIDC_CLIENT_ID: 'qasja', OIDC_CLIENT_SECRET: 'hunter2' };
    expect(read({ ...whole, OIDC_ISSUER: 'https://login.example.org/realms/komuna/' })).toMatchObject({
      oidcIssuer: 'https://login.example.org/realms/komuna/',
      oidcName: 'login.example.org',
    });
    expect(problems({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:8080' })).toEqual([]);
    expect(problems({ ...whole, OIDC_ISSUER: 'http://login.example.org' })[0]).toMatch(/^OIDC_ISSUER must be an https/);
    expect(problems(whole)).toEqual([expect.stringMatching(/^OIDC_ISSUER must be set/)]);
    expect(problems({ OIDC_ISSUER: 'https://login.example.org' })).toHaveLength(2);
    expect(problems({ OIDC_ISSUER: 'https://login.example.org' }).join()).not.toContain('hunter2');
  });

  it('demand a secret and the true time in production', () => {
    expect(problems({ NODE_ENV: 'production' })).toEqual([expect.stringMatching(/^SESSION_SECRET must be set/)]);
    const secret = 'x'.repeat(32);
    const moved = { NODE_ENV: 'production', SESSION_SECRET: secret, QASJA_CLOCK: '2026-03-30T09:00:00Z' };
    expect(problems(moved)).toEqual([expect.stringMatching(/^QASJA_CLOCK .* refused in production/)]);
    expect(read({ NODE_ENV: 'production', SESSION_SECRET: secret })).toMatchObject({ production: true });
  });

  it('make a secret once and keep it where only its owner can read', () => {
    const { sessionSecret, dataDir } = read();
    expect(sessionSecret.length).toBeGreaterThanOrEqual(32);
    expect(read().sessionSecret).toBe(sessionSecret);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(dataDir, 'session-secret')).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(dataDir, 'session-secret'), 'utf8')).toBe(sessionSecret);
  });

  it('touch no folder while something is wrong', () => {
    problems({ PORT: 'x' });
    expect(() => statSync(path.join(folder, 'data'))).toThrow('ENOENT');
  });

  it('say it when the data folder cannot be one', () => {
    writeFileSync(path.join(folder, 'data'), 'a file');
    expect(problems({})).toEqual([expect.stringMatching(/^QASJA_DATA_DIR /)]);
  });
});
