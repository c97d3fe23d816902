import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive; what is not said is as it should be. */
export interface ZipEntry {
  name: string;
  bytes: Buffer | string;
  /** A size that is not true. */
  says?: number;
  locked?: boolean;
}

/** An archive as office programs write it, or as nobody should. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, says, locked } of entries) {
    const raw = Buffer.from(bytes);
    const packed = deflateRawSync(raw, { level: 9 });
    const named = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800 | (locked ? 1 : 0), 2);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(raw), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(says ?? raw.length, 18);
    about.writeUInt16LE(named.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, named, packed]);
    directory.push(central(about, named, offset));
    parts.push(local);
    offset += local.length;
  }
  return Buffer.concat([...parts, ...directory, endOf(directory, offset)]);
}

/** Many entries of one and the same stretch of bytes: tiny, and unpacked without end. */
export function overlappingZip(names: readonly string[], megabytes: number): Buffer {
  const one = zipOf([{ name: names[0] ?? 'a', bytes: Buffer.alloc(megabytes * 1024 * 1024) }]);
  const at = one.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  const about = one.subarray(4, 30);
  const directory = names.map((name) => central(Buffer.from(about), Buffer.from(name), 0));
  return Buffer.concat([one.subarray(0, at), ...directory, endOf(directory, at)]);
}

function central(about: Buffer, named: Buffer, offset: number): Buffer {
  const own = Buffer.from(about);
  own.writeUInt16LE(named.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), own, rest, named]);
}

function endOf(directory: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, one) => sum + one.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}
