import { crc32, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  bytes: Buffer;
}

/** Why an archive was not opened: broken, or more than it may be once unpacked. */
export class ZipRefused extends Error {
  constructor(readonly why: 'broken' | 'too-large') {
    super(why);
  }
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/** Unpacks the wanted entries, and never more than `limit` bytes of them, whatever the archive says of itself. */
export function readZip(zip: Buffer, wanted: (name: string) => boolean, limit: number): ZipEntry[] {
  try {
    const entries: ZipEntry[] = [];
    let left = limit;
    for (const { name, method, packed } of directoryOf(zip)) {
      if (!wanted(name)) continue;
      const bytes = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) });
      left -= bytes.length;
      if (left < 0) throw new ZipRefused('too-large');
      entries.push({ name, bytes });
    }
    return entries;
  } catch (error) {
    if (error instanceof ZipRefused) throw error;
    throw new ZipRefused((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken');
  }
}

function* directoryOf(zip: Buffer): Generator<{ name: string; method: number; packed: Buffer }> {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new ZipRefused('broken');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new ZipRefused('broken');
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    if (zip.readUInt32LE(local) !== LOCAL) throw new ZipRefused('broken');
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    yield {
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      packed: zip.subarray(start, start + zip.readUInt32LE(at + 20)),
    };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** Packs entries without compressing them. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const path = Buffer.from(name);
    // Version 2.0, names in UTF-8, stored, no time; sum and sizes; length of the name.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    parts.push(uint32(LOCAL), common, path, bytes);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(uint32(ENTRY), Buffer.from([20, 0]), common, rest, path);
    offset += 30 + path.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, uint32(END), end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
