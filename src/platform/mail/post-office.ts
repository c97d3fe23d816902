import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import type { Envelope } from './envelope';

/** The mail server said "never" to this message: trying again would bother everybody. */
export class RefusedForGood extends Error {}

/** For each step of the talk with the mail server; whoever waits for all of them keeps the message (`Claims.keeping`). */
const LIMITS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 25_000, dnsTimeout: 15_000 };

/** Loaded with the first message: the web process shows mails, but sends none. */
async function openTransports({ smtpUrl }: Config) {
  const { createTransport } = await import('nodemailer');
  return {
    smtp: smtpUrl ? createTransport({ url: smtpUrl, pool: true, maxConnections: 8, ...LIMITS }) : null,
    file: createTransport({ streamTransport: true, buffer: true, newline: 'windows' }),
  };
}

/** Hands messages to the mail server of SMTP_URL or, without one, writes them as `.eml` files into the data folder. */
@Injectable()
export class PostOffice implements OnApplicationShutdown {
  private opened: ReturnType<typeof openTransports> | null = null;
  readonly folder: string;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.folder = path.join(config.dataDir, 'outbox');
  }

  /** Sends one message. Throws {@link RefusedForGood}, or any other error when it is worth trying again. */
  async send(envelope: Envelope): Promise<void> {
    const { smtp } = await this.transports();
    if (!smtp) return this.keep(envelope);
    try {
      await smtp.sendMail(envelope);
    } catch (error) {
      throw isForGood(error) ? new RefusedForGood((error as Error).message, { cause: error }) : error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.opened) (await this.opened).smtp?.close();
  }

  private transports(): ReturnType<typeof openTransports> {
    return (this.opened ??= openTransports(this.config));
  }

  /**
   * `<time>-<id>.eml`; written beside and renamed, so that a file that can be seen is whole. The time is that of the
   * message: one that is sent again, because its sender was killed before it could note it, takes its own place again.
   */
  private async keep(envelope: Envelope): Promise<void> {
    const { file } = await this.transports();
    const { message } = (await file.sendMail(envelope)) as unknown as { message: Buffer };
    const stamp = envelope.date.toISOString().replace(/[:.]/g, '-');
    const id = envelope.messageId.replace(/^<|@.*$/g, '');
    const target = path.join(this.folder, `${stamp}-${id}.eml`);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const handle = await open(`${target}.part`, 'w', 0o600);
    try {
      await handle.writeFile(message);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${target}.part`, target);
  }
}

/** "Sign in first", "encrypt first" and their like: said of whoever connects, whatever the letter is. */
const FIRST_SIGN_IN = [530, 534, 535, 538];
/** The one refusal of our sender that is about the letter: it is too large. */
const TOO_LARGE = 552;

/**
 * 5xx about this message or its recipient. A refused sign-in (EAUTH, or an answer that asks for one) and a refused sender
 * are about our settings, not about the message: it is tried again, so that nothing is lost while somebody mends them.
 */
function isForGood(error: unknown): boolean {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  if (responseCode !== undefined && FIRST_SIGN_IN.includes(responseCode)) return false;
  if (command === 'MAIL FROM' && code === 'EENVELOPE' && responseCode !== TOO_LARGE) return false;
  return responseCode === undefined || (responseCode >= 500 && responseCode < 600);
}
