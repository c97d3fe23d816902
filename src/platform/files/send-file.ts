import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { FileKeeper, KeptFile } from './file-keeper';

/** RFC 6266: a plain name for old browsers and the real one in UTF-8. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Sends a kept file as a download: never shown inside the site, never guessed at, never cached. */
export async function sendFile(res: Response, keeper: FileKeeper, row: KeptFile): Promise<void> {
  const stream = await keeper.open(row);
  announce(res, row);
  await pipeline(stream, res).catch((error: NodeJS.ErrnoException) => {
    // The reader went away; there is nobody left to tell.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** The same for bytes that were made for this very request. */
export function sendBytes(res: Response, bytes: Buffer, name: string, mediaType: string): void {
  announce(res, { name, mediaType, size: bytes.length });
  res.end(bytes);
}

function announce(res: Response, file: Pick<KeptFile, 'name' | 'mediaType' | 'size'>): void {
  res.status(200);
  res.setHeader('Content-Type', file.mediaType);
  res.setHeader('Content-Length', file.size);
  res.setHeader('Content-Disposition', disposition(file.name));
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  res.setHeader('Cache-Control', 'private, no-store');
}
