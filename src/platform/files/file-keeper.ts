import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { access, copyFile, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import { judge, type UploadVerdict } from './check-upload';
import { safeName, shownName } from './names';

/** A file whose bytes lie in the data folder, on disk for good; a row still has to say what it is. */
export interface KeptFile {
  name: string;
  mediaType: string;
  /** In bytes. */
  size: number;
  sha256: string;
}

/** An upload that was not taken in; `name` is fit to be shown. */
export interface RefusedFile {
  name: string;
  reason: Exclude<UploadVerdict, 'ok'>;
}

/** One or more uploads were not taken in; nothing was kept. */
export class FilesRefused extends Error {
  constructor(readonly refused: RefusedFile[]) {
    super(`${refused.length} file(s) refused`);
    this.name = 'FilesRefused';
  }
}

/** Keeps bytes under their SHA-256 in `<data>/files/aa/<sha256>`: the same content lies there once. */
@Injectable()
export class FileKeeper {
  private readonly folder: string;
  private durable = true;

  constructor(@Inject(CONFIG) config: Config) {
    this.folder = path.join(config.dataDir, 'files');
  }

  /** From here on nothing needs to survive a power cut: for data that is thrown away. Waiting for the disk is most of the work. */
  hurry(): void {
    this.durable = false;
  }

  /** Judges all uploads by their content and keeps them. Throws `FilesRefused`, naming each, before keeping any. */
  async keep(files: readonly Express.Multer.File[]): Promise<KeptFile[]> {
    const judged = await Promise.all(
      files.map(async (file) => ({ file, kind: await judge(file.path, file.originalname) })),
    );
    const refused = judged.flatMap(({ file, kind }) =>
      typeof kind === 'string' ? [{ name: shownName(file.originalname), reason: kind }] : [],
    );
    if (refused.length > 0) throw new FilesRefused(refused);
    const kept: KeptFile[] = [];
    for (const { file, kind } of judged) {
      if (typeof kind === 'string') continue;
      const sha256 = await sha256Of(file.path);
      await this.place(sha256, (to) => moveFile(file.path, to));
      kept.push({ name: safeName(file.originalname, kind), mediaType: kind.mediaType, size: file.size, sha256 });
    }
    return kept;
  }

  /** Keeps bytes that the product made itself (a letter's PDF). The name is taken as it is. */
  async keepBytes(bytes: Uint8Array, name: string, mediaType: string): Promise<KeptFile> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.place(sha256, async (to) => {
      const handle = await open(to, 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        if (this.durable) await handle.sync();
      } finally {
        await handle.close();
      }
    });
    return { name, mediaType, size: bytes.length, sha256 };
  }

  /** Keeps a file of our own making as it is, whatever it holds: the caller judges it. The file is moved. */
  async keepFile(file: string, name: string, mediaType: string): Promise<KeptFile> {
    const { size } = await stat(file);
    const sha256 = await sha256Of(file);
    await this.place(sha256, (to) => moveFile(file, to));
    return { name, mediaType, size, sha256 };
  }

  /** Where the bytes of a row lie. */
  pathOf(row: Pick<KeptFile, 'sha256'>): string {
    if (!/^[0-9a-f]{64}$/.test(row.sha256)) throw new NotFoundException();
    return path.join(this.folder, row.sha256.slice(0, 2), row.sha256);
  }

  /** The bytes of a row as a stream. Throws NotFoundException when they are not there. */
  async open(row: Pick<KeptFile, 'sha256'>): Promise<ReadStream> {
    const file = this.pathOf(row);
    await access(file).catch(() => {
      throw new NotFoundException();
    });
    return createReadStream(file);
  }

  /** Deletes bytes that no row names any more. Not there: done. */
  async remove(row: Pick<KeptFile, 'sha256'>): Promise<void> {
    await unlink(this.pathOf(row)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }

  /** Writes beside the place and renames, so that a file with the right name is always whole. */
  private async place(sha256: string, write: (to: string) => Promise<void>): Promise<void> {
    const target = this.pathOf({ sha256 });
    if (await exists(target)) return;
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const beside = `${target}.${randomUUID()}`;
    try {
      await write(beside);
      await rename(beside, target);
      // A name is on disk for good only when its folder is, and so is a folder's own name.
      if (this.durable) for (const folder of [path.dirname(target), this.folder]) await toDisk(folder);
    } catch (error) {
      await unlink(beside).catch(() => undefined);
      throw error;
    }
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The upload is on disk for good before a receipt speaks of it. Across file systems a rename is a copy. */
async function moveFile(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error;
    await copyFile(from, to);
    await unlink(from);
  });
  await toDisk(to);
}

/** Waits until a file's bytes, or the names in a folder, survive a power cut. */
async function toDisk(what: string): Promise<void> {
  const handle = await open(what, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
