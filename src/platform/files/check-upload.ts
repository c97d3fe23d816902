import { open, stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { fileTypeFromFile } from 'file-type';
import { archiveIsSound } from './check-archive';
import { type FileKind, isArchive, kindFor } from './kinds';
import { isTwoInOne } from './two-in-one';

export type UploadVerdict = 'ok' | 'empty' | 'type-not-allowed' | 'archive-unsafe' | 'two-in-one';

/** What an uploaded file is, judged by its content; the name only decides between kinds that share a container. */
export async function judge(path: string, name: string): Promise<FileKind | Exclude<UploadVerdict, 'ok'>> {
  if ((await stat(path)).size === 0) return 'empty';
  const detected = (await fileTypeFromFile(path))?.ext ?? null;
  const known = kindFor(detected, name);
  if (known && detected !== null) return sound(path, known);
  // Text has no signature, and may begin like one by chance: "BMW" looks like a picture, "MZ" like a program.
  const text = kindFor(null, name);
  return text && (await isText(path)) ? sound(path, text) : 'type-not-allowed';
}

/** A file of a known kind that is nothing else besides, and does no harm to whoever opens it. */
async function sound(path: string, kind: FileKind): Promise<FileKind | 'archive-unsafe' | 'two-in-one'> {
  const archive = isArchive(kind);
  if (await isTwoInOne(path, { archive, pdf: kind.endings.includes('pdf') })) return 'two-in-one';
  return !archive || (await archiveIsSound(path)) ? kind : 'archive-unsafe';
}

/** Checks an upload by its content: a program renamed to .pdf is `type-not-allowed`. */
export async function checkUpload(file: Pick<Express.Multer.File, 'path' | 'originalname'>): Promise<UploadVerdict> {
  const verdict = await judge(file.path, file.originalname);
  return typeof verdict === 'string' ? verdict : 'ok';
}

/** Valid UTF-8 from the first byte to the last, without NUL and without the first line of a script. */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(65_536);
    for (let first = true; ; first = false) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) {
        decoder.decode();
        return true;
      }
      const part = buffer.subarray(0, bytesRead);
      if (part.includes(0) || (first && part.subarray(0, 2).toString('latin1') === '#!')) return false;
      decoder.decode(part, { stream: true });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  } finally {
    await handle.close();
  }
}
