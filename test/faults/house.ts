import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { openDatabase } from '../../src/records/data-source';
import type { DataSource } from '../../src/records/data-source';
import type { Dialect } from '../support/databases';
import { freshPostgresDatabase, type TestDatabase } from '../support/postgres';
import { Fleet } from './fleet';
import { MailServer } from './mail-server';
import { MovedTime } from './moved-time';
import { RedisServer } from './redis-server';

/** The small disk for the mail folder; where nothing may be mounted, its writing is forbidden instead. */
const DISK = '16m';
/** The name under which the campaign itself asks a PostgreSQL: its own connections are not cut. */
const CAMPAIGN = 'campaign';

/** Everything that runs in a campaign: real processes on a data folder, a clock, a Redis and a mail server of its own. */
export class FaultyHouse {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'qasja-faults-'));
  readonly time: MovedTime;
  readonly redis: RedisServer;
  readonly mail: MailServer;
  readonly fleet: Fleet;
  source!: DataSource;
  /** A second connection, for whoever locks the database. */
  locker!: DataSource;
  private mounted = false;
  private postgres: TestDatabase | null = null;

  constructor(
    at: Date,
    workers: number,
    readonly database: Dialect = 'sqlite',
  ) {
    mkdirSync(this.mailFolder, { recursive: true });
    this.time = new MovedTime(path.join(this.folder, 'clock'), at);
    this.redis = new RedisServer(path.join(this.folder, 'redis'));
    this.mail = new MailServer(() => this.time.now());
    const env = {
      NODE_ENV: 'test',
      QASJA_TEST_CLOCK: this.time.file,
      QASJA_DATA_DIR: this.dataDir,
      REDIS_URL: this.redis.socket,
      QASJA_SWEEP_SECONDS: '1',
      QASJA_WATCHDOG_SECONDS: '0',
      QASJA_RATE_LIMIT: '100000',
      LOG_LEVEL: 'warn',
      SESSION_SECRET: 'a secret of the campaign, long enough for a cookie',
    };
    this.fleet = new Fleet(env, workers, path.join(this.folder, 'diary.log'));
  }

  get dataDir(): string {
    return path.join(this.folder, 'data');
  }

  get mailFolder(): string {
    return path.join(this.dataDir, 'outbox');
  }

  get diary(): string {
    return readFileSync(path.join(this.folder, 'diary.log'), 'utf8');
  }

  async open(): Promise<void> {
    this.postgres = this.database === 'postgres' ? await freshPostgresDatabase() : null;
    const own = `&application_name=${CAMPAIGN}`;
    const url = this.postgres ? this.postgres.url + own : `sqlite:${path.join(this.dataDir, 'qasja.sqlite')}`;
    this.source = await openDatabase(url);
    this.locker = await openDatabase(url);
    await Promise.all([this.redis.start(), this.mail.start()]);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=700`, 'tmpfs', this.mailFolder], {
        stdio: 'ignore',
      });
      this.mounted = true;
    } catch {
      // Not allowed here: see `fullDisk`.
    }
  }

  async start(): Promise<void> {
    await this.fleet.start({ SMTP_URL: this.mail.url, ...(this.postgres ? { DATABASE_URL: this.postgres.url } : {}) });
  }

  /** Ends every connection of the processes, as a PostgreSQL does that fails over. */
  async cutConnections(): Promise<void> {
    await this.locker.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name <> $1`,
      [CAMPAIGN],
    );
  }

  /** How the disk of the mail folder is filled here. */
  get fullDisk(): string {
    return this.mounted
      ? `a disk of ${DISK} of its own, filled to the last byte`
      : 'a folder in which nobody may write';
  }

  /** The disk of the mail folder is full, or has room again. */
  fillDisk(full: boolean): void {
    const filler = path.join(this.mailFolder, 'filler');
    if (!this.mounted) {
      if (full) this.blockMailFolder();
      else this.unblockMailFolder();
      return;
    }
    if (!full) rmSync(filler, { force: true });
    else for (const size of [1 << 20, 4096, 1]) this.fill(filler, size);
  }

  private get aside(): string {
    return path.join(this.dataDir, 'outbox.aside');
  }

  /** The folder makes way for a file: nothing can be written in it, not even by root. A worker may make it anew meanwhile. */
  private blockMailFolder(): void {
    for (let made = false; !made;) {
      try {
        moveAll(this.mailFolder, this.aside);
        rmdirSync(this.mailFolder);
        writeFileSync(this.mailFolder, '', { flag: 'wx' });
        made = true;
      } catch (error) {
        if (!['ENOTEMPTY', 'EEXIST', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      }
    }
  }

  private unblockMailFolder(): void {
    if (!existsSync(this.aside)) return;
    rmSync(this.mailFolder);
    moveAll(this.aside, this.mailFolder);
    rmdirSync(this.aside);
  }

  private fill(filler: string, size: number): void {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }

  /** Letters that lie in the mail folder join those in the mailboxes. */
  async emptyMailFolder(): Promise<void> {
    for (const name of readdirSync(this.mailFolder).filter((one) => one.endsWith('.eml'))) {
      const file = path.join(this.mailFolder, name);
      const age = Date.now() - statSync(file).mtimeMs;
      const mail = await simpleParser(readFileSync(file));
      const to = [mail.to ?? []].flat().flatMap((field) => field.value.map((one) => one.address ?? ''))[0] ?? '';
      this.mail.taken.push({
        ...{ messageId: mail.messageId ?? '', to, subject: mail.subject ?? '', text: mail.text ?? '' },
        ...{ at: new Date(this.time.now().getTime() - age), realAt: performance.now() - age },
      });
      rmSync(file);
    }
  }

  async end(keep = false): Promise<void> {
    await this.fleet.stop();
    await Promise.all([this.redis.kill(), this.mail.stop()]);
    for (const source of [this.source, this.locker]) if (source?.isInitialized) await source.destroy();
    await this.postgres?.drop();
    if (this.mounted) execFileSync('umount', ['-l', this.mailFolder], { stdio: 'ignore' });
    if (!keep) rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What lies in a folder goes to another one, which is made where it is missing. */
function moveAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) renameSync(path.join(from, name), path.join(to, name));
}
