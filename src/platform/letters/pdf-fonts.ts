import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** As far as it is used here: pdfkit's own reader of fonts, whose fonts it takes wherever its types ask for bytes. */
type Opened = Buffer & { glyphForCodePoint(codePoint: number): unknown };

/** DejaVu has every letter of Albanian and Serbian (ë ç Đ Š) and may be embedded freely. */
const ttf = path.join(path.dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const fonts = new Map<string, Buffer>();

/** Latin, Greek and Cyrillic, and the punctuation of all of them: first and last code point. */
const LETTERS: readonly [number, number][] = [
  [0x20, 0x24f],
  [0x370, 0x52f],
  [0x1e00, 0x1eff],
  [0x2010, 0x2044],
];

/**
 * A font, opened once: pdfkit would read it anew for every letter, which takes five times as long as the letter. It takes an
 * opened font wherever its types ask for the bytes, and its own reader opens it.
 */
export function font(name: string): Buffer {
  const known = fonts.get(name);
  if (known) return known;
  const reader = createRequire(require.resolve('pdfkit'))('fontkit') as { create(bytes: Buffer): Opened };
  const opened = reader.create(readFileSync(path.join(ttf, `${name}.ttf`)));
  // The reader remembers a glyph as it first met it. Met as a part of ç, the c would say of itself that it is no letter, and
  // the next letter could neither be searched nor be read aloud. So each letter is met by its own name first.
  for (const [first, last] of LETTERS) for (let code = first; code <= last; code += 1) opened.glyphForCodePoint(code);
  fonts.set(name, opened);
  return opened;
}
