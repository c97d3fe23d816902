import { open } from 'node:fs/promises';
import { LIMITS, type ReadText, TextSoFar } from './limits';
import { isOffice, readOffice } from './read-office';
import { readPdf } from './read-pdf';

/** A file to be read: where it lies, and the name that says what it is. */
export interface FileToRead {
  path: string;
  name: string;
}

/** Reads what a file says. Pictures and old office files have no text that we can read. */
export async function readText({ path, name }: FileToRead, now: () => number): Promise<ReadText> {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const until = now() + LIMITS.patience;
  if (ending === 'pdf') return readPdf(path, until, now);
  if (isOffice(ending)) return readOffice(path, ending, until, now);
  if (ending === 'txt' || ending === 'csv') return readPlain(path);
  return { state: 'no-text', text: '' };
}

async function readPlain(path: string): Promise<ReadText> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(LIMITS.text * 4);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const text = new TextSoFar();
    text.add(buffer.toString('utf8', 0, bytesRead));
    return text.done();
  } finally {
    await handle.close();
  }
}
