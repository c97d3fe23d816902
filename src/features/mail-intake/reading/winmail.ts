/** A file out of a winmail.dat, or the text that stands in it. */
export interface WinmailContent {
  files: { name: string; bytes: Buffer }[];
  body: string;
}

const SIGNATURE = 0x223e9f78;
const ATTRIBUTE = { body: 0x0002800c, start: 0x00069002, title: 0x00018010, data: 0x0006800f, attached: 0x00069005 };
const LONG_NAME = 0x3707;
const MOST_FILES = 100;

/**
 * Outlook's own wrapping of attachments (application/ms-tnef, MS-OXTNEF): a list of attributes, each with its length. What
 * is broken ends the list; what was read until then counts.
 */
export function readWinmail(bytes: Buffer): WinmailContent {
  const content: WinmailContent = { files: [], body: '' };
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return content;
  let current: { name: string; bytes: Buffer } | null = null;
  // Level (1), id (4), length (4), data, sum (2).
  for (let at = 6; at + 9 <= bytes.length;) {
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const from = at + 9;
    if (from + length > bytes.length) break;
    const data = bytes.subarray(from, from + length);
    if (id === ATTRIBUTE.start) {
      if (content.files.length >= MOST_FILES) break;
      current = { name: '', bytes: Buffer.alloc(0) };
      content.files.push(current);
    } else if (id === ATTRIBUTE.body) content.body = text(data, 'latin1');
    else if (current && id === ATTRIBUTE.title && current.name === '') current.name = text(data, 'latin1');
    else if (current && id === ATTRIBUTE.data) current.bytes = data;
    else if (current && id === ATTRIBUTE.attached) current.name = longName(data) || current.name;
    at = from + length + 2;
  }
  content.files = content.files.filter((file) => file.bytes.length > 0);
  return content;
}

const text = (data: Buffer, encoding: BufferEncoding): string => data.toString(encoding).replace(/\0.*$/s, '');

/** Bytes of a value by its MAPI type, for those of one fixed length. */
const FIXED: Readonly<Record<number, number>> = {
  0x0002: 4,
  0x0003: 4,
  0x0004: 4,
  0x0005: 8,
  0x0006: 8,
  0x0007: 8,
  0x000a: 4,
  0x000b: 4,
  0x0014: 8,
  0x0040: 8,
  0x0048: 16,
};

/** The long name among the MAPI properties of an attachment; empty when it is not found before something unknown. */
function longName(data: Buffer): string {
  if (data.length < 4) return '';
  const count = Math.min(data.readUInt32LE(0), 1_000);
  let at = 4;
  for (let i = 0; i < count && at + 4 <= data.length; i += 1) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    // Named properties carry a name of their own, and these are never what is looked for.
    if (id >= 0x8000) return '';
    const fixed = FIXED[type];
    if (fixed !== undefined) {
      at += fixed;
      continue;
    }
    if (![0x001e, 0x001f, 0x0102, 0x000d].includes(type) || at + 8 > data.length) return '';
    const length = data.readUInt32LE(at + 4);
    const from = at + 8;
    if (from + length > data.length) return '';
    if (id === LONG_NAME) {
      const value = data.subarray(from, from + length);
      return type === 0x001f ? text(value, 'utf16le') : text(value, 'latin1');
    }
    at = from + Math.ceil(length / 4) * 4;
  }
  return '';
}
