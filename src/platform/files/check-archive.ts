import { type Entry, openPromise } from 'yauzl';

/** An office file of so many parts, or that unpacks to so many bytes or so many times its size, is none that people write. */
const MOST_ENTRIES = 5_000;
const MOST_BYTES = 400 * 1024 * 1024;
const MOST_RATIO = 120;
/** Small files may be packed as tightly as they like: a table full of zeros is. */
const RATIO_MATTERS_FROM = 24 * 1024 * 1024;
/** The shortest header before an entry's bytes. */
const HEADER = 30;

/**
 * Whether an office file is the archive that it says it is. Refused: what unpacks to far more than it is (a zip bomb), entries that
 * share their bytes (a better one), names that lead out of the folder, parts that are locked, sizes that are not true.
 */
export async function archiveIsSound(path: string): Promise<boolean> {
  // Names with `..`, a drive letter or a leading slash, and overlong directories, are errors of the library.
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => null);
  if (!zip) return false;
  try {
    if (zip.entryCount > MOST_ENTRIES) return false;
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    if (entries.some((entry) => entry.isEncrypted()) || overlap(entries, zip.fileSize)) return false;
    const bytes = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    if (bytes > MOST_BYTES || (bytes > RATIO_MATTERS_FROM && bytes > zip.fileSize * MOST_RATIO)) return false;
    for (const entry of entries) {
      // Read to the end and thrown away: an entry that holds more than it says is an error after the first byte too many.
      for await (const _ of await zip.openReadStreamPromise(entry));
    }
    return true;
  } catch {
    return false;
  } finally {
    zip.close();
  }
}

/** Entries may touch, but none may begin before the one before it ends. */
function overlap(entries: readonly Entry[], fileSize: number): boolean {
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  return inOrder.some(({ relativeOffsetOfLocalHeader, compressedSize }, i) => {
    const next = inOrder[i + 1]?.relativeOffsetOfLocalHeader ?? fileSize;
    return relativeOffsetOfLocalHeader + HEADER + compressedSize > next;
  });
}
