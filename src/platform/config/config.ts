import { IsBoolean, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min, MinLength, NotContains } from '../validators';

export const ROLES = ['all', 'web', 'worker'] as const;
export type Role = (typeof ROLES)[number];

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A Redis that somebody else runs. */
export type RedisAddress = { url: string } | { path: string };

const wholeNumber = (name: string, from: number, to: number) => ({
  message: `${name} must be a whole number from ${from} to ${to}`,
});

/**
 * Every setting of a process, read once at its start (see readConfig). Each message begins with the name
 * that the person at the keyboard set. Messages never repeat a value: some values are secrets.
 */
export class Config {
  /** True when NODE_ENV is `production`. */
  production: boolean;

  /** PORT: where the web process listens; 0 lets the system choose. */
  @IsInt(wholeNumber('PORT', 0, 65_535))
  @Min(0, wholeNumber('PORT', 0, 65_535))
  @Max(65_535, wholeNumber('PORT', 0, 65_535))
  port: number;

  /** HOST: the address to listen on. Only this machine by default; 0.0.0.0 or :: opens it to the network. */
  @Matches(/^[\w.:-]+$/, { message: 'HOST must be an address or a host name, such as 127.0.0.1 or 0.0.0.0' })
  host: string;

  /**
   * PUBLIC_URL: what citizens type, without a slash at the end; links in mails begin with it.
   * With PORT=0 and no PUBLIC_URL the web process sets it after it has been given a port.
   */
  @Matches(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, {
    message: 'PUBLIC_URL must be an address such as https://requests.example.org, without ? or #',
  })
  publicUrl: string;

  /** QASJA_DATA_DIR: an absolute path; database, files, queue and secrets lie in it, readable by its owner only. */
  @IsString()
  dataDir: string;

  /** DATABASE_URL: `sqlite:<path>` or `postgres://…`. */
  @Matches(/^(sqlite:\S|postgres(ql)?:\/\/\S)/, {
    message: 'DATABASE_URL must be sqlite:<path of a file> or postgres://user:password@host/database',
  })
  databaseUrl: string;

  /** Which of the two databases DATABASE_URL names. */
  dialect: 'sqlite' | 'postgres';

  /** The SQLite file, an absolute path or `:memory:`; null on PostgreSQL. */
  sqlitePath: string | null;

  /** REDIS_URL: `redis://`, `rediss://`, `unix:/path` or an absolute path. */
  @Matches(/^($|rediss?:\/\/\S|unix:(\/\/)?\/\S|\/\S)/, {
    message: 'REDIS_URL must be redis://host:port, rediss://host:port or the absolute path of a socket',
  })
  redisUrl: string;

  /** The Redis of REDIS_URL; null: the process starts its own in the data folder. */
  redis: RedisAddress | null;

  /** SMTP_URL: `smtp://` or `smtps://`; empty: letters become .eml files in the data folder. */
  @Matches(/^($|smtps?:\/\/\S)/, { message: 'SMTP_URL must be smtp://user:password@host:port or smtps://…' })
  smtpUrl: string;

  /** MAIL_FROM: the sender of every letter, `Name <address>` or an address. */
  @Matches(/^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
    message: 'MAIL_FROM must be an e-mail address, such as Municipality <access@example.org>',
  })
  mailFrom: string;

  /** SESSION_SECRET: signs cookies; made once and kept in the data folder unless given. */
  @MinLength(32, {
    message: 'SESSION_SECRET must have at least 32 characters (make one with: openssl rand -base64 48)',
  })
  sessionSecret: string;

  /** OIDC_ISSUER: the provider through which officials may sign in (OpenID Connect); empty: none. */
  @Matches(/^$|^https:\/\/[^\s/?#@]+(\/[^\s?#]*)?$|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/[^\s?#]*)?$/, {
    message: 'OIDC_ISSUER must be an https address such as https://login.example.org/realms/komuna, without ? or #',
  })
  oidcIssuer: string;

  /** OIDC_CLIENT_ID: who Qasja is at that provider. */
  @IsString()
  oidcClientId: string;

  /** OIDC_CLIENT_SECRET: the secret that goes with it. */
  @IsString()
  oidcClientSecret: string;

  /** OIDC_NAME: what stands on the button, such as the name of the house's directory. */
  @MaxLength(60, { message: 'OIDC_NAME must have at most 60 characters' })
  oidcName: string;

  /** QASJA_CLOCK: the instant at which the clock starts; null: the true time. */
  clockStart: Date | null;

  /** QASJA_ROLE: which part of the work this process does. */
  @IsIn(ROLES, { message: `QASJA_ROLE must be one of ${ROLES.join(', ')}` })
  role: Role;

  /** TRUST_PROXY: how many proxies stand before the web process, whose word on the caller's address is taken. */
  @IsInt(wholeNumber('TRUST_PROXY', 0, 10))
  @Max(10, wholeNumber('TRUST_PROXY', 0, 10))
  trustProxy: number;

  /** QASJA_RATE_LIMIT: public submissions per minute from one address. */
  @IsInt(wholeNumber('QASJA_RATE_LIMIT', 1, 1_000_000))
  @Min(1, wholeNumber('QASJA_RATE_LIMIT', 1, 1_000_000))
  @Max(1_000_000, wholeNumber('QASJA_RATE_LIMIT', 1, 1_000_000))
  rateLimit: number;

  /** LOG_LEVEL: how much is written to the log. */
  @IsIn(LOG_LEVELS, { message: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}` })
  logLevel: LogLevel;

  /** QASJA_SWEEP_SECONDS: seconds between two looks for alarms that have fallen due. */
  @IsInt(wholeNumber('QASJA_SWEEP_SECONDS', 1, 3_600))
  @Min(1, wholeNumber('QASJA_SWEEP_SECONDS', 1, 3_600))
  @Max(3_600, wholeNumber('QASJA_SWEEP_SECONDS', 1, 3_600))
  sweepSeconds: number;

  /** QASJA_WEBHOOK_PRIVATE: whether webhooks may lead to this machine and into the house's own network. */
  @IsBoolean({ message: 'QASJA_WEBHOOK_PRIVATE must be 1 or 0' })
  webhookPrivate: boolean;

  /** METRICS_TOKEN: the bearer token of whatever reads /metrics; empty: only programs on this machine may read it. */
  @Matches(/^$|^\S{16,}$/, { message: 'METRICS_TOKEN must have at least 16 characters and no spaces' })
  metricsToken: string;

  /** QASJA_WATCHDOG_SECONDS: seconds between two looks of the web process at the sweep and the relay; 0: it does not look. */
  @IsInt(wholeNumber('QASJA_WATCHDOG_SECONDS', 0, 3_600))
  @Min(0, wholeNumber('QASJA_WATCHDOG_SECONDS', 0, 3_600))
  @Max(3_600, wholeNumber('QASJA_WATCHDOG_SECONDS', 0, 3_600))
  watchdogSeconds: number;

  /** QASJA_ADMIN_EMAIL: the sign-in of the first administrator of an empty database. */
  @Matches(/^[^<>@\s]+@[^<>@\s]+$/, { message: 'QASJA_ADMIN_EMAIL must be an e-mail address' })
  @NotContains(',', { message: 'QASJA_ADMIN_EMAIL must be one e-mail address' })
  adminEmail: string;
}

/** The settings cannot be used. `problems` has one plain sentence for each, beginning with the setting's name. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Settings that cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}
