import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { LIMITS, type ReadText, TextSoFar } from './limits';

/** Where the text of an office file stands, by its ending. */
const PARTS: Readonly<Record<string, RegExp>> = {
  docx: /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/,
  xlsx: /^xl\/(sharedStrings|worksheets\/sheet\d+)\.xml$/,
  pptx: /^ppt\/slides\/slide\d+\.xml$/,
  odt: /^content\.xml$/,
  ods: /^content\.xml$/,
  odp: /^content\.xml$/,
};
/** Text stands within these (Office: `w:t`, `a:t`, `t`; OpenDocument: `text:p`, `text:h`) … */
const WITHIN = new Set(['t', 'p', 'h']);
const OFFICE_TEXT = new Set(['t']);
/** … and a line ends with these. */
const LINES = new Set(['p', 'h', 'si', 'is', 'tr']);

export const isOffice = (ending: string): boolean => ending in PARTS;

class Enough extends Error {}

/** The text of an office file. Only the parts with text are unpacked, and only so much of them. */
export async function readOffice(path: string, ending: string, until: number, now: () => number): Promise<ReadText> {
  const text = new TextSoFar();
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    const unpacked = { bytes: 0 };
    let seen = 0;
    for await (const entry of zip.eachEntry()) {
      seen += 1;
      if (seen > LIMITS.entries || now() > until) return text.done('partly');
      if (!PARTS[ending]?.test(entry.fileName)) continue;
      if (entry.isEncrypted()) return { state: 'encrypted', text: '' };
      await readPart(zip, entry, ending, text, () => now() > until, unpacked);
    }
    return text.done();
  } catch (error) {
    return error instanceof Enough ? text.done('partly') : { state: 'broken', text: '' };
  } finally {
    zip?.close();
  }
}

async function readPart(
  zip: ZipFile,
  entry: Entry,
  ending: string,
  text: TextSoFar,
  late: () => boolean,
  unpacked: { bytes: number },
): Promise<void> {
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const within = ending.startsWith('o') ? WITHIN : OFFICE_TEXT;
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('opentag', ({ name }) => {
    if (within.has(local(name))) depth += 1;
    if (local(name) === 'tab' || name === 'text:s') text.add(' ');
  });
  parser.on('closetag', ({ name }) => {
    if (within.has(local(name))) depth -= 1;
    if (LINES.has(local(name))) text.add('\n');
    else if (local(name) === 'table-cell' || local(name) === 'c') text.add(' ');
  });
  parser.on('text', (said) => {
    if (depth > 0) text.add(said);
  });
  parser.on('error', (error) => {
    throw error;
  });
  const decoder = new StringDecoder('utf8');
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      unpacked.bytes += chunk.length;
      if (unpacked.bytes > LIMITS.unpacked || late()) throw new Enough();
      parser.write(decoder.write(chunk));
      if (text.cut) throw new Enough();
    }
    parser.close();
  } finally {
    stream.destroy();
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
