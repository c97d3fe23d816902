import { crc32, deflateSync } from 'node:zlib';

/**
 * A picture with few colours, a third of the size of a screenshot: every colour becomes the nearest of those.
 *
 * @param {Buffer} rgba four bytes for each point, row by row
 * @param {number} colours at most 256
 */
export function smallPng(rgba, width, height, colours = 256) {
  const counts = new Map();
  for (let i = 0; i < rgba.length; i += 4) {
    const colour = rgba.readUIntBE(i, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = chosen(counts, colours);
  const index = new Map(palette.map((colour, at) => [colour, at]));
  for (const colour of counts.keys()) if (!index.has(colour)) index.set(colour, nearest(colour, palette));

  // Each row begins with the number of its filter: none.
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = index.get(rgba.readUIntBE((y * width + x) * 4, 3));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // Eight bits for each point, with a palette.
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The commonest colours, and some that are rare and like none of those: a red mark on a page of greys. */
function chosen(counts, colours) {
  const byNumber = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const palette = byNumber.slice(0, Math.ceil(colours * 0.6));
  const rest = byNumber.slice(palette.length).map((colour) => ({ colour, apart: Infinity, seen: 0 }));
  while (palette.length < colours && rest.length > 0) {
    for (const one of rest) {
      for (; one.seen < palette.length; one.seen += 1) {
        one.apart = Math.min(one.apart, distance(one.colour, palette[one.seen]));
      }
    }
    const worth = ({ colour, apart }) => apart * Math.sqrt(counts.get(colour));
    const best = rest.reduce((one, other) => (worth(other) > worth(one) ? other : one));
    rest.splice(rest.indexOf(best), 1);
    palette.push(best.colour);
  }
  return palette;
}

function distance(colour, other) {
  const [r, g, b] = [16, 8, 0].map((shift) => ((colour >> shift) & 255) - ((other >> shift) & 255));
  return r * r + g * g + b * b;
}

function nearest(colour, palette) {
  let best = 0;
  let least = Infinity;
  palette.forEach((one, at) => {
    const apart = distance(one, colour);
    if (apart < least) [best, least] = [at, apart];
  });
  return best;
}

function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
