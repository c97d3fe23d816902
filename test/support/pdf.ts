import { inflateSync } from 'node:zlib';

interface PdfObject {
  head: string;
  stream: Buffer | null;
}

/** What a reader of a letter's PDF sees, line by line, page after page; and what its catalog says. */
export interface PdfText {
  text: string;
  pages: number;
  language: string;
  tagged: boolean;
  title: string;
}

/** Reads a PDF as our letters are written: embedded fonts with a map back to letters, one array of glyphs a line. */
export function readPdf(bytes: Buffer): PdfText {
  const objects = objectsOf(bytes);
  const all = [...objects.values()];
  const fonts = new Map<string, Map<string, string>>();
  for (const { head } of all) {
    for (const [, name = '', id = ''] of (/\/Font <<([\s\S]*?)>>/.exec(head)?.[1] ?? '').matchAll(
      /\/(F\d+) (\d+) 0 R/g,
    )) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
      const stream = map ? objects.get(map)?.stream : null;
      if (stream) fonts.set(name, letters(stream.toString('latin1')));
    }
  }
  const pages = all.filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  const contents = pages.map(({ head }) => objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream);
  const catalog = all.find(({ head }) => head.includes('/Type /Catalog'))?.head ?? '';
  const info = all.find(({ head }) => head.includes('/Producer'))?.head ?? '';
  return {
    text: contents.map((one) => pageText(one?.toString('latin1') ?? '', fonts)).join('\n'),
    pages: pages.length,
    language: /\/Lang \(([^)]*)\)/.exec(catalog)?.[1] ?? '',
    tagged: catalog.includes('/StructTreeRoot') && all.some(({ head }) => head.includes('/Marked true')),
    title: literal(objects.get(/\/Title (\d+) 0 R/.exec(info)?.[1] ?? '')?.head ?? ''),
  };
}

function objectsOf(bytes: Buffer): Map<string, PdfObject> {
  const raw = bytes.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of raw.matchAll(/^(\d+) 0 obj\n/gm)) {
    const start = match.index + match[0].length;
    const body = raw.slice(start, raw.indexOf('\nendobj', start));
    const cut = body.indexOf('\nstream\n');
    const head = cut === -1 ? body : body.slice(0, cut);
    const data = cut === -1 ? null : bytes.subarray(start + cut + 8, start + body.lastIndexOf('\nendstream'));
    const stream = data && head.includes('/FlateDecode') ? inflateSync(data) : data;
    objects.set(match[1] ?? '', { head, stream });
  }
  return objects;
}

/** The map from glyphs to letters: `<0000> <0011> [<0000> <004B> …]`. */
function letters(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, from = '', , list = ''] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, code = ''], index) => {
      const glyph = (parseInt(from, 16) + index).toString(16).padStart(4, '0');
      map.set(glyph, Buffer.from(code.replace(/ /g, ''), 'hex').swap16().toString('utf16le'));
    });
  }
  return map;
}

function pageText(content: string, fonts: Map<string, Map<string, string>>): string {
  const lines: string[] = [];
  let font = new Map<string, string>();
  for (const [, name, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? new Map<string, string>();
    if (array === undefined) continue;
    const glyphs = [...array.matchAll(/<([0-9a-f]*)>/gi)].map(([, hex = '']) => hex).join('');
    lines.push((glyphs.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toLowerCase()) ?? '?').join(''));
  }
  return lines.join('\n');
}

/** A literal string in UTF-16 with its byte order mark, or plain. */
function literal(text: string): string {
  const bytes = Buffer.from(
    text
      .trim()
      .slice(1, -1)
      .replace(/\\([nrtbf()\\])/g, (_, c: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[c] ?? c),
    'latin1',
  );
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
    : bytes.toString('latin1');
}
