import { open } from 'node:fs/promises';

/** A picture is drawn on every letter: it is to be small, in bytes and when it is unpacked. */
export const CREST_BYTES = 500 * 1024;
export const CREST_PIXELS = 1_200;

/** The size of a PNG or JPEG in pixels, from its head; null for anything else and for what is broken. */
export async function pictureSize(path: string): Promise<{ width: number; height: number } | null> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(CREST_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const bytes = buffer.subarray(0, bytesRead);
    return pngSize(bytes) ?? jpegSize(bytes);
  } finally {
    await handle.close();
  }
}

function pngSize(bytes: Buffer): { width: number; height: number } | null {
  const isPng =
    bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47 && bytes.toString('latin1', 12, 16) === 'IHDR';
  return isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : null;
}

/** Walks from marker to marker until the frame that says the size (SOF0 to SOF15, without DHT, JPG and DAC). */
function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
