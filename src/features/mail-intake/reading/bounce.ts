import { open } from 'node:fs/promises';

/** What a report of a mail server says about messages that it could not deliver. */
export interface Bounce {
  /** Ids of messages that may be meant, as they stand in `Original-Envelope-Id` and `Message-ID`. */
  ids: string[];
  /** The server's words, with its code; empty where it gave none. */
  problem: string;
}

/** A report and the head of what it returns are short; what comes after that is the message that came back. */
const LOOKED_AT = 256 * 1024;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * Reads a delivery report (RFC 3464, or one with `X-Failed-Recipients`) by its lines, wherever they stand in the raw message.
 * Null when it only tells of a delay, or of no failure that we understand.
 */
export async function readBounce(file: string, host: string): Promise<Bounce | null> {
  const raw = (await beginOf(file)).replace(/\r?\n[ \t]+/g, ' ');
  const actions = valuesOf(raw, 'Action').map((one) => one.toLowerCase());
  const failed = actions.length > 0 ? actions.includes('failed') : valuesOf(raw, 'X-Failed-Recipients').length > 0;
  if (!failed) return null;
  const ours = new RegExp(`^<(${UUID})@${host.replace(/[.]/g, '\\.')}>$`, 'i');
  const ids = [
    ...valuesOf(raw, 'Original-Envelope-Id').filter((one) => new RegExp(`^${UUID}$`, 'i').test(one)),
    ...valuesOf(raw, 'Message-ID').flatMap((one) => ours.exec(one)?.[1] ?? []),
  ];
  const [status = ''] = valuesOf(raw, 'Status');
  const [said = ''] = valuesOf(raw, 'Diagnostic-Code');
  const problem = [said.replace(/^smtp;\s*/i, ''), status && !said.includes(status) ? `(${status})` : ''];
  return { ids: [...new Set(ids.map((one) => one.toLowerCase()))].slice(0, 20), problem: problem.join(' ').trim() };
}

const valuesOf = (raw: string, field: string): string[] =>
  [...raw.matchAll(new RegExp(`^${field}:[ \\t]*(.*)$`, 'gim'))].map(([, value = '']) => value.trim());

async function beginOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
