import { createHash } from 'node:crypto';
import type { ImapFlow, MailboxObject } from 'imapflow';
import type { Mailbox } from '../../../records';
import { unsealed } from '../../../platform/secrets';
import { MailboxTrouble } from './trouble';

/** To what the sealed password of a mailbox is bound. */
export const passwordUse = (institutionId: string): `mailbox ${string}` => `mailbox ${institutionId}`;

/** Numbers of mails mean something only together with this. */
export const sourceOf = ({ host, port, username, folder }: Mailbox): string =>
  createHash('sha256')
    .update(JSON.stringify([host.toLowerCase(), port, username, folder]))
    .digest('hex')
    .slice(0, 16);

const LIMITS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 120_000 };
/** Soon after the last command the server is told that we wait (IDLE), so that it says at once when mail arrives. */
const IDLE_AFTER_MS = 200;
/** Many servers end a connection that was silent for half an hour. */
const IDLE_AT_MOST_MS = 9 * 60_000;

/** An open folder, and the connection that it is open on. */
export interface OpenFolder {
  client: ImapFlow;
  folder: MailboxObject;
}

/**
 * Signs in and opens the folder. Throws what `troubleOf` can put into a code. The library is loaded with the first
 * mailbox: an installation without one pays nothing.
 */
export async function openMailbox(mailbox: Mailbox, secret: string, readOnly = false): Promise<OpenFolder> {
  const pass = unsealed(secret, passwordUse(mailbox.institutionId), mailbox.password);
  if (pass === null) throw new MailboxTrouble('secret');
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: mailbox.host,
    port: mailbox.port,
    secure: mailbox.security === 'tls',
    doSTARTTLS: mailbox.security === 'starttls',
    auth: { user: mailbox.username, pass },
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    clientInfo: { name: 'Qasja' },
    logger: false,
    autoIdleDelay: IDLE_AFTER_MS,
    maxIdleTime: IDLE_AT_MOST_MS,
    // Compressed, a few bytes of the net could become any number of bytes here.
    disableCompression: true,
    ...LIMITS,
  });
  // Whoever works on the connection gets the error too; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const folder = await client.mailboxOpen(mailbox.folder, { readOnly }).catch((error: unknown) => {
      throw client.usable ? new MailboxTrouble('folder', { cause: error }) : error;
    });
    return { client, folder };
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Makes sure that the folder is there into which kept mails are moved. */
export async function needMoveFolder({ client }: OpenFolder, { after, movedTo }: Mailbox): Promise<void> {
  if (after !== 'move' || !movedTo) return;
  try {
    await client.mailboxCreate(movedTo);
  } catch (error) {
    // It is there already, or it must not be made: then opening it tells.
    const there = await client.status(movedTo, { messages: true }).catch(() => false as const);
    if (!there) throw new MailboxTrouble('move-folder', { cause: error });
  }
}

/** Opens a mailbox as the worker would, reads nothing, changes nothing but a missing folder for moved mail. */
export async function tryMailbox(mailbox: Mailbox, secret: string): Promise<number> {
  const open = await openMailbox(mailbox, secret, true);
  try {
    await needMoveFolder(open, mailbox);
    return open.folder.exists;
  } finally {
    await open.client.logout().catch(() => open.client.close());
  }
}
