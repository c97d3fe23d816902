import path from 'node:path';
import { validateSync } from '../validators';
import { Config, ConfigError, type LogLevel, type RedisAddress, type Role } from './config';
import { keepSessionSecret, makeDataDir } from './data-dir';

/** The settings whose names begin with QASJA_; any other such name is a slip of the keyboard. */
const OWN_NAMES = [
  'QASJA_DATA_DIR',
  'QASJA_CLOCK',
  'QASJA_ROLE',
  'QASJA_RATE_LIMIT',
  'QASJA_SWEEP_SECONDS',
  'QASJA_WATCHDOG_SECONDS',
  'QASJA_ADMIN_EMAIL',
  'QASJA_WEBHOOK_PRIVATE',
];

/** Anything else is undefined, which the check refuses. */
const SWITCH: Record<string, boolean | undefined> = { '0': false, '1': true };

/**
 * Reads and checks every setting, makes the data folder (only its owner may enter) and, outside production,
 * makes and keeps a session secret in it.
 *
 * @throws ConfigError naming every setting that cannot be used
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const text = (name: string, unset: string): string => env[name]?.trim() || unset;
  const number = (name: string, unset: number): number => {
    const typed = text(name, String(unset));
    return /^\d+$/.test(typed) ? Number(typed) : NaN;
  };
  const config = new Config();
  config.production = env.NODE_ENV === 'production';
  config.port = number('PORT', 3000);
  config.host = text('HOST', '127.0.0.1');
  config.publicUrl = text('PUBLIC_URL', `http://localhost:${config.port || 0}`).replace(/\/+$/, '');
  config.dataDir = path.resolve(text('QASJA_DATA_DIR', 'data'));
  config.databaseUrl = text('DATABASE_URL', `sqlite:${path.join(config.dataDir, 'qasja.sqlite')}`);
  config.dialect = config.databaseUrl.startsWith('postgres') ? 'postgres' : 'sqlite';
  config.sqlitePath = config.dialect === 'sqlite' ? sqlitePath(config.databaseUrl) : null;
  config.redisUrl = text('REDIS_URL', '');
  config.redis = redisAddress(config.redisUrl);
  config.smtpUrl = text('SMTP_URL', '');
  config.mailFrom = text('MAIL_FROM', 'Qasja <qasja@localhost>');
  config.oidcIssuer = text('OIDC_ISSUER', '');
  config.oidcClientId = text('OIDC_CLIENT_ID', '');
  config.oidcClientSecret = text('OIDC_CLIENT_SECRET', '');
  config.oidcName = text('OIDC_NAME', URL.canParse(config.oidcIssuer) ? new URL(config.oidcIssuer).host : '');
  config.clockStart = env.QASJA_CLOCK?.trim() ? new Date(env.QASJA_CLOCK.trim()) : null;
  config.role = text('QASJA_ROLE', 'all') as Role;
  config.trustProxy = number('TRUST_PROXY', 0);
  config.rateLimit = number('QASJA_RATE_LIMIT', 30);
  config.logLevel = text('LOG_LEVEL', 'info') as LogLevel;
  config.sweepSeconds = number('QASJA_SWEEP_SECONDS', 60);
  config.webhookPrivate = SWITCH[text('QASJA_WEBHOOK_PRIVATE', '0')] as boolean;
  config.watchdogSeconds = number('QASJA_WATCHDOG_SECONDS', 60);
  config.metricsToken = text('METRICS_TOKEN', '');
  config.adminEmail = text('QASJA_ADMIN_EMAIL', 'administrator@localhost');
  // A stand-in of the right length: the secret itself is made only when everything else is in order.
  const givenSecret = env.SESSION_SECRET ?? '';
  config.sessionSecret = givenSecret || '-'.repeat(32);

  const problems = [
    ...validateSync(config).flatMap((error) => Object.values(error.constraints ?? {})),
    ...secretProblems(config, givenSecret),
    ...providerProblems(config),
    ...clockProblems(config, env.QASJA_CLOCK?.trim() ?? ''),
    ...unknownNames(env),
  ];
  if (problems.length > 0) throw new ConfigError(problems);

  makeDataDir(config.dataDir);
  if (!givenSecret) config.sessionSecret = keepSessionSecret(config.dataDir);
  return config;
}

function sqlitePath(url: string): string {
  const file = url.replace(/^sqlite:(\/\/(?=\/))?/, '');
  return file === ':memory:' ? file : path.resolve(file);
}

function redisAddress(url: string): RedisAddress | null {
  if (!url) return null;
  const socket = url.replace(/^unix:(\/\/)?/, '');
  return socket.startsWith('/') ? { path: socket } : { url };
}

function secretProblems(config: Config, given: string): string[] {
  if (!config.production || given) return [];
  return ['SESSION_SECRET must be set in production (make one with: openssl rand -base64 48)'];
}

function providerProblems({ oidcIssuer, oidcClientId, oidcClientSecret }: Config): string[] {
  const given = { OIDC_ISSUER: oidcIssuer, OIDC_CLIENT_ID: oidcClientId, OIDC_CLIENT_SECRET: oidcClientSecret };
  const missing = Object.entries(given).filter(([, value]) => !value);
  if (missing.length === 0 || missing.length === 3) return [];
  return missing.map(([name]) => `${name} must be set: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together`);
}

function clockProblems(config: Config, given: string): string[] {
  if (!config.clockStart) return [];
  if (config.production) return ['QASJA_CLOCK moves the clock of the law and is refused in production'];
  const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(given);
  if (written && !Number.isNaN(config.clockStart.getTime())) return [];
  return ['QASJA_CLOCK must be an instant with its offset, such as 2026-03-30T09:00:00+02:00'];
}

function unknownNames(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('QASJA_') && !name.startsWith('QASJA_TEST_') && !OWN_NAMES.includes(name))
    .map((name) => `${name} is not a setting; those that begin so are ${OWN_NAMES.join(', ')}`);
}
