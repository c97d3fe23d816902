import { open, stat } from 'node:fs/promises';

/** The end of an archive with the longest comment it may have. */
const END_OF_ZIP = 22 + 0xffff;
const SIGNATURE = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
/** Readers of PDF look so far for its beginning. */
const BEGIN_OF_PDF = 1_024;

/**
 * Whether a file is a second kind of document as well: a picture or PDF that can be unpacked, anything else that opens as a PDF.
 * People who look at such a file see one thing, and whoever checks it another.
 */
export async function isTwoInOne(path: string, is: { archive: boolean; pdf: boolean }): Promise<boolean> {
  const { size } = await stat(path);
  const handle = await open(path, 'r');
  try {
    const read = async (from: number, length: number): Promise<Buffer> => {
      const buffer = Buffer.alloc(Math.min(length, size - from));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
      return buffer.subarray(0, bytesRead);
    };
    if (!is.pdf && (await read(0, BEGIN_OF_PDF)).includes('%PDF-')) return true;
    return !is.archive && endsAsZip(await read(Math.max(0, size - END_OF_ZIP), END_OF_ZIP));
  } finally {
    await handle.close();
  }
}

/** The directory's end stands where its comment ends with the file, as a program that unpacks looks for it. */
function endsAsZip(end: Buffer): boolean {
  for (let at = end.lastIndexOf(SIGNATURE); at >= 0; at = at === 0 ? -1 : end.lastIndexOf(SIGNATURE, at - 1)) {
    const comment = at + 22 <= end.length ? end.readUInt16LE(at + 20) : -1;
    if (at + 22 + comment === end.length) return true;
  }
  return false;
}
