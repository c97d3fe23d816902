/** A winmail.dat as Outlook makes one (MS-OXTNEF): short names in the old attribute, long ones as a MAPI property. */
export function winmail(files: readonly { name: string; bytes: Buffer }[]): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(0x223e9f78, 0);
  head.writeUInt16LE(1, 4);
  return Buffer.concat([
    head,
    attribute(1, 0x00089006, Buffer.from([0, 0, 1, 0])),
    ...files.flatMap(({ name, bytes }) => [
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from('SHORT~1.DAT\0', 'latin1')),
      attribute(2, 0x0006800f, bytes),
      attribute(2, 0x00069005, properties(name)),
    ]),
  ]);
}

function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(data.reduce((a, b) => (a + b) & 0xffff, 0));
  return Buffer.concat([head, data, sum]);
}

/** PR_ATTACH_NUM, then PR_ATTACH_LONG_FILENAME in UTF-16. */
function properties(name: string): Buffer {
  const text = Buffer.from(`${name}\0`, 'utf16le');
  const numbers = Buffer.alloc(24);
  numbers.writeUInt32LE(2, 0);
  numbers.writeUInt16LE(0x0003, 4);
  numbers.writeUInt16LE(0x0e21, 6);
  numbers.writeUInt16LE(0x001f, 12);
  numbers.writeUInt16LE(0x3707, 14);
  numbers.writeUInt32LE(1, 16);
  numbers.writeUInt32LE(text.length, 20);
  return Buffer.concat([numbers, text, Buffer.alloc((4 - (text.length % 4)) % 4)]);
}
