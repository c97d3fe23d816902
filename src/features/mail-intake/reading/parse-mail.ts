import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AddressObject, AttachmentStream, HeaderLines, MessageText } from 'mailparser';
import { htmlToText } from './html-text';
import type { Head } from './recognise';
import { readWinmail } from './winmail';

/** A file that was attached, as it lies on the disk for the moment. */
export interface ParsedFile {
  name: string;
  path: string;
  size: number;
}

/** What a message says. Nothing of it is trusted: names, addresses and texts are the sender's. */
export interface ParsedMail {
  head: Head;
  fromName: string;
  fromAddress: string;
  subject: string;
  text: string;
  /** Addresses to which it was delivered, lower case. */
  to: string[];
  /** Message ids that it answers, without brackets, lower case. */
  answers: string[];
  /** The same for the same mail, by whatever way it came. */
  contentKey: string;
  files: ParsedFile[];
  /** True where there were more attachments than are looked at. */
  filesCut: boolean;
  /** True where reading broke off: what stood before it is here. */
  damaged: boolean;
}

const MOST_FILES = 50;
/** A head that is longer is none; it is compared as it is. */
const LONGEST_HEAD = 1_000_000;
const RECIPIENT_FIELDS = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'];
const WINMAIL = /^(winmail|win)\.dat$/i;

/** Takes a raw message apart; attachments are written into `folder`, from which the caller takes or deletes them. */
export async function parseMail(file: string, folder: string): Promise<ParsedMail> {
  const { MailParser } = await import('mailparser');
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  const files: ParsedFile[] = [];
  let filesCut = false;
  let said: Partial<MessageText> = {};
  let lines: HeaderLines = [];
  let from: AddressObject | undefined;
  let subject = '';
  parser.on('headerLines', (found: HeaderLines) => (lines = found));
  parser.on('headers', (headers: Map<string, unknown>) => {
    from = headers.get('from') as AddressObject | undefined;
    const value = headers.get('subject');
    subject = typeof value === 'string' ? value : '';
  });
  const keep = async (data: AttachmentStream): Promise<void> => {
    const target = path.join(folder, `part-${randomUUID()}`);
    if (files.length >= MOST_FILES) {
      filesCut = true;
      (data.content as unknown as NodeJS.ReadableStream).resume();
      data.release();
      return;
    }
    const name = data.filename ?? (data.contentType === 'message/rfc822' ? 'message.eml' : 'file');
    const entry = { name, path: target, size: 0 };
    files.push(entry);
    await pipeline(data.content as unknown as NodeJS.ReadableStream, createWriteStream(target, { mode: 0o600 }));
    entry.size = (await stat(target)).size;
    data.release();
  };
  const reading = pipeline(createReadStream(file), parser as unknown as NodeJS.ReadWriteStream, async (parts) => {
    for await (const data of parts as AsyncIterable<AttachmentStream | MessageText>) {
      if (data.type === 'attachment') await keep(data);
      else said = data;
    }
  });
  let damaged = false;
  await reading.catch((error: unknown) => {
    // Without a head nothing is known of it.
    if (lines.length === 0) throw error;
    damaged = true;
  });

  const head = headOf(lines);
  const unwrapped = await unwrapWinmail(files, folder);
  const html = typeof said.html === 'string' ? said.html : '';
  const plain = (said.text ?? '').trim();
  const sender = from?.value[0];
  return {
    head,
    fromName: sender?.name ?? '',
    fromAddress: (sender?.address ?? '').toLowerCase(),
    subject,
    text: plain !== '' ? plain : html !== '' ? htmlToText(html) : unwrapped.body,
    to: RECIPIENT_FIELDS.flatMap((name) => head.get(name) ?? []).flatMap(addressesIn),
    answers: ['in-reply-to', 'references'].flatMap((name) => head.get(name) ?? []).flatMap(idsIn),
    contentKey: await contentKeyOf(file, head, sender?.address ?? ''),
    files: unwrapped.files,
    filesCut,
    damaged,
  };
}

/** Values by name. A line is unfolded; words in it stay encoded: only codes and addresses are looked at. */
function headOf(lines: HeaderLines): Head {
  const head = new Map<string, string[]>();
  for (const { key, line } of lines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim();
    head.set(key, [...(head.get(key) ?? []), value]);
  }
  return head;
}

const addressesIn = (value: string): string[] =>
  (value.slice(0, 10_000).match(/[^\s<>,;:"()]{1,64}@[^\s<>,;:"()]{1,253}/g) ?? []).map((one) => one.toLowerCase());

const idsIn = (value: string): string[] =>
  (value.slice(0, 10_000).match(/<[^<>\s]{1,250}>/g) ?? []).map((one) => one.slice(1, -1).toLowerCase());

/** What Outlook wrapped is laid beside the other files; a wrapping that holds nothing stays as it came. */
async function unwrapWinmail(
  files: readonly ParsedFile[],
  folder: string,
): Promise<{ files: ParsedFile[]; body: string }> {
  const found: ParsedFile[] = [];
  let body = '';
  for (const one of files) {
    if (!WINMAIL.test(one.name)) {
      found.push(one);
      continue;
    }
    const content = readWinmail(await readFile(one.path));
    body ||= content.body.trim();
    if (content.files.length === 0) found.push(one);
    for (const { name, bytes } of content.files) {
      const target = path.join(folder, `part-${randomUUID()}`);
      await writeFile(target, bytes, { mode: 0o600 });
      found.push({ name: name || 'file', path: target, size: bytes.length });
    }
  }
  return { files: found, body };
}

/**
 * Two copies of a mail differ in the lines that servers wrote on their way: sender, date, id and body are what is the same.
 * A mail without an id is the same only when all of it is.
 */
async function contentKeyOf(file: string, head: Head, from: string): Promise<string> {
  const [id] = head.get('message-id') ?? [];
  const hash = createHash('sha256');
  if (id) hash.update(JSON.stringify([id, from, head.get('date')?.[0] ?? '', head.get('subject')?.[0] ?? '']));
  let inHead = id !== undefined && id !== '';
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    if (!inHead) hash.update(chunk);
    else {
      tail = Buffer.concat([tail, chunk]);
      const end = endOfHead(tail);
      if (end >= 0 || tail.length > LONGEST_HEAD) {
        inHead = false;
        hash.update(tail.subarray(Math.max(end, 0)));
      }
    }
  }
  return hash.digest('hex');
}

function endOfHead(bytes: Buffer): number {
  const [windows, unix] = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')];
  if (windows < 0 && unix < 0) return -1;
  return windows >= 0 && (unix < 0 || windows < unix) ? windows + 4 : unix + 2;
}
