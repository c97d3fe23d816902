/** What reading a file may cost. A file beyond it is read in part, or not at all; it never holds up another for long. */
export const LIMITS = {
  /** Characters of text that are kept: some fifty pages. What follows is not searched. */
  text: 200_000,
  /** Pages of a PDF that are looked at. */
  pages: 400,
  /** Bytes that come out of one archive. */
  unpacked: 64 * 1024 * 1024,
  /** Entries of an archive. */
  entries: 5_000,
  /** After so many milliseconds the child stops by itself and gives what it has … */
  patience: 10_000,
  /** … and after so many it is ended. */
  killAfter: 20_000,
  /** Megabytes of the JavaScript heap, and of all memory of the child. */
  heap: 192,
  memory: 448,
} as const;

/** What became of reading a file; `text` is what was read so far. */
export interface ReadText {
  state: 'read' | 'partly' | 'no-text' | 'encrypted' | 'broken' | 'too-much';
  text: string;
}

/** Collects text up to the limit. */
export class TextSoFar {
  private readonly parts: string[] = [];
  private length = 0;
  cut = false;

  /** False when nothing more is taken. */
  add(part: string): boolean {
    if (this.cut) return false;
    const room = LIMITS.text - this.length;
    this.cut = part.length > room;
    this.parts.push(this.cut ? part.slice(0, room) : part);
    this.length += part.length;
    return !this.cut;
  }

  /** Without what no database takes (NUL, halves of letters) and without the hyphens at the ends of lines. */
  done(state: 'read' | 'partly' = 'read'): ReadText {
    const text = this.parts
      .join('')
      .replace(/\p{Cs}/gu, '')
      .replace(/[\0\u00ad]/g, '')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n[\s]*/g, '\n')
      .trim();
    if (text === '') return { state: 'no-text', text };
    return { state: this.cut ? 'partly' : state, text };
  }
}
