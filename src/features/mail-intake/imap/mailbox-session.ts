import { once } from 'node:events';
import type { Mailbox } from '../../../records';
import { type OpenFolder, needMoveFolder, openMailbox } from './mailbox-connection';

/** Also without a word from the server it is looked this often: not every server knows IDLE, and connections die silently. */
const LOOK_EVERY_MS = 60_000;

export interface SessionWork {
  /** Looks into the open folder. */
  look: (open: OpenFolder, stop: AbortSignal) => Promise<void>;
  /** Holds the mailbox longer; false when it is no longer ours. */
  hold: () => Promise<boolean>;
  /** How often `hold` is asked. */
  holdEveryMs: number;
}

/**
 * One connection to a mailbox for as long as it holds: looks, waits until the server tells of new mail, looks again. Ends
 * when it is stopped or the mailbox is no longer ours; throws when the connection is lost or refused.
 */
export async function mailboxSession(
  mailbox: Mailbox,
  secret: string,
  stop: AbortSignal,
  { look, hold, holdEveryMs }: SessionWork,
): Promise<void> {
  const open = await openMailbox(mailbox, secret);
  const { client } = open;
  const ending = new AbortController();
  const end = (): void => ending.abort();
  let lostHold: unknown = null;
  stop.addEventListener('abort', end);
  client.once('close', end);
  const holding = setInterval(() => {
    hold().then(
      (ours) => (ours ? undefined : end()),
      (error: unknown) => {
        lostHold = error;
        end();
      },
    );
  }, holdEveryMs);
  const news = { told: false };
  client.on('exists', () => (news.told = true));
  try {
    await needMoveFolder(open, mailbox);
    while (!ending.signal.aborted) {
      news.told = false;
      await look(open, ending.signal);
      if (news.told || ending.signal.aborted) continue;
      await waitForMail(client, ending.signal);
      // Asks a server without IDLE for news, and finds out whether the connection still is one.
      if (!ending.signal.aborted) await client.noop();
    }
    if (lostHold) throw lostHold as Error;
    if (!stop.aborted && !client.usable) throw Object.assign(new Error('Connection lost'), { code: 'NoConnection' });
  } finally {
    clearInterval(holding);
    stop.removeEventListener('abort', end);
    await leave(open);
  }
}

/** Until the server tells of mail, the minute is over, or the session is to end. */
async function waitForMail(client: OpenFolder['client'], ending: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  const over = AbortSignal.any([ending, waiting.signal]);
  const timer = setTimeout(() => waiting.abort(), LOOK_EVERY_MS);
  await once(client, 'exists', { signal: over }).catch(() => undefined);
  clearTimeout(timer);
}

async function leave({ client }: OpenFolder): Promise<void> {
  const patience = setTimeout(() => client.close(), 3_000);
  await client.logout().catch(() => undefined);
  clearTimeout(patience);
  client.close();
}
